using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Scenarios;
using Ticketing.Bench.Run.Figures;
using Ticketing.Bench.Run.Hosts;

namespace Ticketing.Bench.Run.Benches;

/// <summary>The waiting line: durable joins and polls on ours, on Redis and on bare Kestrel in turns, then memory and a restart.</summary>
internal sealed class LineBench(Plan plan, Workplace workplace, Recorder recorder)
{
    private const int Connections = 128;
    private const int JoinConnections = 512;
    private const int TokensKept = 100_000;

    /// <summary>Runs it.</summary>
    public void Run()
    {
        var postgres = workplace.Keep(new Postgres(workplace, "postgres-line"));
        using var ours = new Stage(Servers.Ours(workplace, postgres, "ours-line"));
        var redis = workplace.Keep(new Redis(workplace));
        using var seen = new Stage(Servers.RedisLine(workplace, redis, "redis", recordSeen: true));
        using var plain = new Stage(Servers.RedisLine(workplace, redis, "redis-plain", recordSeen: false));
        using var bare = new Stage(Servers.Bare(workplace));
        ours.Prepare.Queue(1);
        var keep = (int)Math.Max(1, plan.Waiting / TokensKept);
        var mine = new Line(ours.Loop, Connections, Stage.FreshPrefix() + "l", keep)
        {
            JoinConnections = JoinConnections,
        };
        var theirs = new Line(seen.Loop, Connections, Stage.FreshPrefix() + "l", keep)
        {
            JoinConnections = JoinConnections,
        };
        var flat = new FlatLine(plan, recorder, ours);
        flat.WarmUp();
        var users = new Dictionary<Line, long>();
        for (var turn = 1; turn <= plan.Pairs; turn++)
        {
            var join = Join(ours, mine, turn, users);
            var theirJoin = Join(seen, theirs, turn, users);
            recorder.Sample("join_vs_redis", join.PerSecond / theirJoin.PerSecond);
        }
        recorder.Say($"everybody joins, until {plan.Waiting:N0} wait");
        Fill(ours, mine, users);
        Fill(seen, theirs, users);
        recorder.Facts["waiting"] = mine.Joined;
        Polls(ours, seen, plain, bare, mine, theirs);
        flat.Run(mine);
        recorder.Part("restart", () => new RestartBench(plan, workplace, recorder).Run(postgres, ours, mine));
    }

    private void Polls(Stage ours, Stage seen, Stage plain, Stage bare, Line mine, Line theirs)
    {
        for (var turn = 1; turn <= plan.Pairs; turn++)
        {
            var own = recorder.Add("ours", turn, mine.Poll(ours.Window(plan)));
            var redis = recorder.Add("redis", turn, theirs.Poll(seen.Window(plan)));
            theirs.MoveTo(plain.Loop);
            recorder.Add("redis-plain", turn, theirs.Poll(plain.Window(plan)));
            theirs.MoveTo(seen.Loop);
            mine.MoveTo(bare.Loop);
            var least = recorder.Add("bare", turn, mine.Poll(bare.Window(plan)));
            mine.MoveTo(ours.Loop);
            recorder.Sample("poll_vs_bare", own.PerSecond / least.PerSecond);
            recorder.Sample("poll_vs_redis", own.PerSecond / redis.PerSecond);
        }
        ours.Audit(recorder);
    }

    private RunResult Join(Stage stage, Line line, int turn, Dictionary<Line, long> users)
    {
        // As many as the window may take, but never more than are to wait in the end.
        var most = Math.Min(
            (plan.Waiting - line.Joined) / (plan.Pairs + 1 - turn),
            (long)(50_000 * (plan.WarmUp + plan.Measured))
        );
        MakeUsers(stage, line, users, line.Joined + most);
        return recorder.Add(
            stage.Server.Name == "redis" ? "redis" : "ours",
            turn,
            line.Join(most, turn == 1 ? stage.Window(plan) : stage.WindowAtOnce(plan.Measured))
        );
    }

    private void Fill(Stage stage, Line line, Dictionary<Line, long> users)
    {
        MakeUsers(stage, line, users, plan.Waiting);
        line.Join(plan.Waiting - line.Joined);
    }

    private static void MakeUsers(Stage stage, Line line, Dictionary<Line, long> users, long upTo)
    {
        var made = users.GetValueOrDefault(line);
        if (upTo > made)
        {
            stage.Prepare.Users(line.Users, upTo - made, made);
            users[line] = upTo;
        }
    }
}
