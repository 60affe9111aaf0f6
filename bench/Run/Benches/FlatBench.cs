using System.Text.Unicode;
using Ticketing.Bench.Load.Flows;
using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Net;
using Ticketing.Bench.Load.Scenarios;
using Ticketing.Bench.Run.Figures;

namespace Ticketing.Bench.Run.Benches;

/// <summary>Whether one operation costs as much on much as on little: seats of a schedule, entries of a history.</summary>
internal sealed class FlatBench(Plan plan, Recorder recorder)
{
    private const int People = 32;
    private const int HistoryConnections = 8;
    private const int ShortHistory = 100;
    private const int Operations = 6_000;
    private const int OperationsOfAnAccount = 200;

    /// <summary>Runs both, small and large in turns.</summary>
    public void Run(Stage ours)
    {
        recorder.Part("flat_seats", () => Seats(ours));
        recorder.Part("flat_history", () => History(ours));
    }

    private void Seats(Stage stage)
    {
        var prefix = Stage.FreshPrefix();
        stage.Prepare.Season(new Season($"{prefix}small", 1, 50, prefix));
        stage.Prepare.Season(new Season($"{prefix}large", 1, 5000, prefix));
        stage.Prepare.Users(prefix, People);
        var line = new Line(stage.Loop, 1, prefix);
        line.Join(People);
        for (var turn = 0; turn <= plan.Repeats; turn++)
        {
            var small = new Holds($"{prefix}small-0", 50, line.Tokens, stage.Window(plan)).Run(
                stage.Loop,
                "holds-50"
            );
            var large = new Holds($"{prefix}large-0", 5000, line.Tokens, stage.Window(plan)).Run(
                stage.Loop,
                "holds-5000"
            );
            Compare(stage, "flat_seats", turn, small, large);
        }
    }

    private void History(Stage stage)
    {
        var prefix = Stage.FreshPrefix();
        // A short history must stay short: many accounts take turns, as one after another is used. The last one is long.
        var accounts = Operations / OperationsOfAnAccount * (plan.Repeats + 1);
        stage.Prepare.Users(prefix, accounts + 1);
        var line = new Line(stage.Loop, 1, prefix);
        line.Join(accounts + 1);
        Charge(stage, prefix, line, accounts * ShortHistory, number => (int)(number % accounts));
        Charge(stage, prefix, line, plan.Entries, _ => accounts);
        for (var turn = 0; turn <= plan.Repeats; turn++)
        {
            var first = turn * (Operations / OperationsOfAnAccount);
            var small = Touch(
                stage,
                prefix,
                line,
                number => first + (int)(number / OperationsOfAnAccount),
                "history-short"
            );
            var large = Touch(stage, prefix, line, _ => accounts, "history-long");
            Compare(stage, "flat_history", turn, small, large);
        }
        recorder.Facts["history_entries_long"] = plan.Entries;
    }

    /// <summary>The first turn only warms up.</summary>
    private void Compare(Stage stage, string key, int turn, RunResult small, RunResult large)
    {
        if (turn > 0)
        {
            recorder.Add(stage.Server.Name, turn, small);
            recorder.Add(stage.Server.Name, turn, large);
            recorder.Sample(key, large.CpuMsPerOperation / small.CpuMsPerOperation);
        }
    }

    private static void Charge(Stage stage, string prefix, Line line, int count, Func<long, int> account) =>
        new Bulk(
            count,
            64,
            (number, to) => ChargeRequest(prefix, account(number), line.Tokens[account(number)], to),
            (_, status, _) => status == 200
        ).Run(stage.Loop, "charges");

    private static RunResult Touch(
        Stage stage,
        string prefix,
        Line line,
        Func<long, int> account,
        string scenario
    ) =>
        new Bulk(
            Operations,
            HistoryConnections,
            (number, to) =>
            {
                var user = account(number);
                return number % 2 == 0
                    ? ChargeRequest(prefix, user, line.Tokens[user], to)
                    : Request.Bare(
                        to,
                        "GET",
                        $"/api/users/{prefix}{user}/balance/history?limit=20",
                        line.Tokens[user]
                    );
            },
            (_, status, _) => status == 200,
            stage.WindowAtOnce(60)
        ).Run(stage.Loop, scenario);

    private static int ChargeRequest(string prefix, int user, byte[] token, Span<byte> to)
    {
        Span<byte> body = stackalloc byte[64];
        Utf8.TryWrite(body, $"{{\"amount\":1}}", out var length);
        return Request.WithBody(
            to,
            "POST",
            $"/api/users/{prefix}{user}/balance/charges",
            token,
            body[..length]
        );
    }
}
