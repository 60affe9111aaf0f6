using System.Diagnostics;
using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Net;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Bench.Load.Flows;

/// <summary>
/// Whole journeys: join, poll, seats, charge, reserve, pay. Without a pace each connection starts the next journey when it has
/// ended one; with a pace they start by the clock, whatever the server does, and latency counts from when one was due.
/// </summary>
internal sealed class Journeys : Flow
{
    private const int MostPolls = 200;
    private readonly Season season;
    private readonly Window window;
    private readonly double pace;
    private readonly Buyer[] buyers;
    private readonly LatencyHistogram[] latencies =
    [
        .. Enumerable.Range(0, 6).Select(_ => new LatencyHistogram()),
    ];
    private readonly LatencyHistogram whole = new();
    private readonly Dictionary<int, long> refused = [];
    private readonly Dictionary<JourneyStep, long> refusedAt = [];
    private readonly long started = Stopwatch.GetTimestamp();
    private long arrived;
    private long next;
    private long done;
    private int ticked;

    /// <param name="season">What is on sale.</param>
    /// <param name="connections">How many connections.</param>
    /// <param name="window">What counts.</param>
    /// <param name="from">Number of the first journey, so that a later run goes on where an earlier one ended.</param>
    /// <param name="perSecond">Arrivals a second; 0: as fast as answers come.</param>
    public Journeys(Season season, int connections, Window window, long from = 0, double perSecond = 0)
    {
        (this.season, this.window, pace, next) = (season, window, perSecond, from);
        buyers = [.. Enumerable.Range(0, connections).Select(_ => new Buyer { Number = -1 })];
    }

    /// <summary>Number of the journey that would start next.</summary>
    public long Next => next;

    /// <summary>Refusals by step, while it counted.</summary>
    public IReadOnlyDictionary<JourneyStep, long> RefusedAt => refusedAt;

    /// <summary>Arrivals that were due and never got a connection.</summary>
    public long Unserved => pace > 0 ? Math.Max(0, Due() - arrived) : 0;

    /// <inheritdoc/>
    public override bool Paced => pace > 0;

    /// <inheritdoc/>
    public override bool Ended => window.Over || next >= season.Capacity;

    /// <inheritdoc/>
    public override bool Ready() => !Ended && arrived < Due();

    /// <inheritdoc/>
    public override void Tick() => window.Tick();

    /// <inheritdoc/>
    public override int Write(int slot, Span<byte> to)
    {
        var buyer = buyers[slot];
        if (buyer.Number < 0)
        {
            if (Ended || (Paced && !Ready()))
            {
                return 0;
            }
            buyer.Number = next++;
            buyer.Step = JourneyStep.Join;
            buyer.Polls = 0;
            buyer.DueAt = Paced
                ? started + (long)(arrived / pace * Stopwatch.Frequency)
                : Stopwatch.GetTimestamp();
            arrived++;
        }
        return JourneyWriter.Write(season, buyer, to);
    }

    /// <inheritdoc/>
    public override void Read(int slot, int status, ReadOnlySpan<byte> body, TimeSpan took)
    {
        var buyer = buyers[slot];
        if ((++ticked & 63) == 0)
        {
            window.Tick();
        }
        if (window.Counting)
        {
            latencies[(int)buyer.Step].Record(took);
        }
        if (status is not (200 or 201) || !Advance(buyer, body))
        {
            Refuse(buyer, status);
        }
    }

    /// <summary>Runs it, and tells what was measured.</summary>
    public RunResult Run(EventLoop loop, string scenario)
    {
        window.Tick();
        loop.Run(this, buyers.Length);
        window.Close();
        var reading =
            window.Reading
            ?? throw new InvalidOperationException("Everything was sold before the measurement began.");
        return RunResult.Of(
            scenario,
            buyers.Length,
            done,
            reading,
            refused,
            latencies
                .Select(
                    (counts, step) =>
                        KeyValuePair.Create(((JourneyStep)step).ToString().ToLowerInvariant(), counts)
                )
                .Append(new("journey", whole))
        ) with
        {
            Offered = pace > 0 ? pace : null,
        };
    }

    private long Due() => (long)(Stopwatch.GetElapsedTime(started).TotalSeconds * pace);

    private bool Advance(Buyer buyer, ReadOnlySpan<byte> body)
    {
        switch (buyer.Step)
        {
            case JourneyStep.Join when !buyer.TakeToken(Member.Text(body, "\"token\":"u8)):
            case JourneyStep.Reserve when !buyer.TakeReservation(Member.Text(body, "\"reservationId\":"u8)):
                return false;
            case JourneyStep.Poll when !Member.Text(body, "\"status\":"u8).SequenceEqual("active"u8):
                // Still waiting: the next poll goes at once, so that a run never hangs on a pause.
                return ++buyer.Polls < MostPolls;
            case JourneyStep.Pay:
                if (window.Counting)
                {
                    done++;
                    whole.Record(Stopwatch.GetElapsedTime(buyer.DueAt));
                }
                buyer.Number = -1;
                return true;
            default:
                buyer.Step++;
                return true;
        }
    }

    private void Refuse(Buyer buyer, int status)
    {
        if (window.Counting)
        {
            refused[status] = refused.GetValueOrDefault(status) + 1;
            refusedAt[buyer.Step] = refusedAt.GetValueOrDefault(buyer.Step) + 1;
        }
        buyer.Number = -1;
    }
}
