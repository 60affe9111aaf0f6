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
        // Not counted: by then both sides' code is compiled.
        Fill(ours, mine, users, plan.Waiting / 10);
        Fill(seen, theirs, users, plan.Waiting / 10);
        for (var turn = 1; turn <= plan.Pairs; turn++)
        {
            var join = Join(ours, mine, turn, users);
            var theirJoin = Join(seen, theirs, turn, users);
            recorder.Sample("join_vs_redis", join.PerSecond / theirJoin.PerSecond);
        }
        recorder.Say($"everybody joins, until {plan.Waiting:N0} wait");
        Fill(ours, mine, users, plan.Waiting);
        Fill(seen, theirs, users, plan.Waiting);
        recorder.Facts["waiting"] = mine.Joined;
        Polls(ours, seen, bare, mine, theirs);
        if (plan.Repeats > 1)
        {
            PlainPolls(redis, seen, theirs);
        }
        flat.Run(mine);
        recorder.Part("restart", () => new RestartBench(plan, workplace, recorder).Run(postgres, ours, mine));
    }

    private void Polls(Stage ours, Stage seen, Stage bare, Line mine, Line theirs)
    {
        // The first turn does not count: by its end everybody's code is compiled.
        for (var turn = 0; turn <= plan.Pairs; turn++)
        {
            var own = mine.Poll(ours.Window(plan));
            var redis = theirs.Poll(seen.Window(plan));
            mine.MoveTo(bare.Loop);
            var least = mine.Poll(bare.Window(plan));
            mine.MoveTo(ours.Loop);
            if (turn == 0)
            {
                continue;
            }
            recorder.Add("ours", turn, own);
            recorder.Add("redis", turn, redis);
            recorder.Add("bare", turn, least);
            recorder.Sample("poll_vs_bare", own.PerSecond / least.PerSecond);
            recorder.Sample("poll_vs_redis", own.PerSecond / redis.PerSecond);
        }
        ours.Audit(recorder);
    }

    // What Redis costs that is not told who polled: in no figure.
    private void PlainPolls(Redis redis, Stage seen, Line theirs)
    {
        using var plain = new Stage(Servers.RedisLine(workplace, redis, "redis-plain", recordSeen: false));
        theirs.MoveTo(plain.Loop);
        for (var turn = 1; turn <= plan.Repeats; turn++)
        {
            recorder.Add("redis-plain", turn, theirs.Poll(plain.Window(plan)));
        }
        theirs.MoveTo(seen.Loop);
    }

    private RunResult Join(Stage stage, Line line, int turn, Dictionary<Line, long> users)
    {
        // An equal part of those who are to wait in the end; where that takes longer, as many as the window takes.
        var most = (plan.Waiting - line.Joined) / (plan.Pairs + 1 - turn);
        MakeUsers(stage, line, users, line.Joined + most);
        return recorder.Add(
            stage.Server.Name == "redis" ? "redis" : "ours",
            turn,
            line.Join(most, stage.WindowAtOnce(plan.Measured))
        );
    }

    private static void Fill(Stage stage, Line line, Dictionary<Line, long> users, long upTo)
    {
        MakeUsers(stage, line, users, upTo);
        line.Join(upTo - line.Joined);
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
