using System.Text.Unicode;
using Ticketing.Bench.Load.Flows;
using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Net;

namespace Ticketing.Bench.Load.Scenarios;

/// <summary>Joins a line and polls it. Keeps the token of every so-manieth person, to poll with.</summary>
/// <param name="loop">The connections.</param>
/// <param name="connections">How many of them.</param>
/// <param name="users">Prefix of the user ids.</param>
/// <param name="keepEach">1: every token is kept; 10: every tenth.</param>
/// <param name="queueId">Which line.</param>
internal sealed class Line(
    EventLoop loop,
    int connections,
    string users,
    int keepEach = 1,
    string queueId = "default"
)
{
    private readonly List<byte[]> tokens = [];
    private readonly List<long> ranks = [];
    private EventLoop loop = loop;
    private long joined;

    /// <summary>On how many connections people join, if on others than they poll; each waits for a commit.</summary>
    public int? JoinConnections { get; init; }

    /// <summary>Prefix of the user ids.</summary>
    public string Users => users;

    /// <summary>The tokens that were kept.</summary>
    public IReadOnlyList<byte[]> Tokens => tokens;

    /// <summary>The rank that each of them had when joining; 0: let in at once.</summary>
    public IReadOnlyList<long> Ranks => ranks;

    /// <summary>How many have joined.</summary>
    public long Joined => joined;

    /// <summary>Goes on over other connections, as after a restart.</summary>
    public void MoveTo(EventLoop other) => loop = other;

    /// <summary>Joins that many more people.</summary>
    /// <param name="count">How many at most.</param>
    /// <param name="window">What counts; null: nothing is measured.</param>
    public RunResult Join(long count, Window? window = null)
    {
        var from = joined;
        return new Bulk(
            count,
            JoinConnections ?? connections,
            (number, to) =>
            {
                Span<byte> body = stackalloc byte[Request.MostBodyBytes];
                Utf8.TryWrite(
                    body,
                    $"{{\"userId\":\"{users}{from + number}\",\"queueId\":\"{queueId}\"}}",
                    out var length
                );
                return Request.WithBody(to, "POST", "/api/queue/tokens", default, body[..length]);
            },
            (number, status, body) =>
            {
                joined++;
                if (status is not (200 or 201))
                {
                    return false;
                }
                if ((from + number) % keepEach == 0)
                {
                    Keep((int)((from + number) / keepEach), body);
                }
                return true;
            },
            window
        ).Run(loop, "joins");
    }

    /// <summary>Answers come in any order; a token stands where its user does.</summary>
    private void Keep(int index, ReadOnlySpan<byte> body)
    {
        while (tokens.Count <= index)
        {
            tokens.Add([]);
            ranks.Add(0);
        }
        tokens[index] = Member.Text(body, "\"token\":"u8).ToArray();
        ranks[index] = Member.Number(body, "\"rank\":"u8, 0);
    }

    /// <summary>Polls in turn with the tokens kept, until the window is over.</summary>
    public RunResult Poll(Window window) =>
        new Bulk(
            long.MaxValue,
            connections,
            (number, to) =>
                Request.Bare(
                    to,
                    "GET",
                    "/api/queue/tokens/current",
                    tokens[(int)(number * 7919 % tokens.Count)]
                ),
            (_, status, body) => status == 200 && body.IndexOf("\"status\":"u8) > 0,
            window
        ).Run(loop, "polls");

    /// <summary>Polls each token kept once and counts those whose rank is not at most the one they had.</summary>
    public long CountWorse(int sample)
    {
        long worse = 0;
        var step = Math.Max(1, tokens.Count / sample);
        new Bulk(
            tokens.Count / step,
            connections,
            (number, to) => Request.Bare(to, "GET", "/api/queue/tokens/current", tokens[(int)number * step]),
            (number, status, body) =>
            {
                var rank = Member.Number(body, "\"rank\":"u8);
                var before = ranks[(int)number * step];
                worse += status == 200 && rank >= 0 && (before == 0 || rank <= before) ? 0 : 1;
                return true;
            }
        ).Run(loop, "ranks");
        return worse;
    }
}
