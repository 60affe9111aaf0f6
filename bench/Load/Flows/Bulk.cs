using System.Diagnostics;
using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Net;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Bench.Load.Flows;

/// <summary>Writes the request with a number.</summary>
internal delegate int NumberedWriter(long number, Span<byte> to);

/// <summary>Takes the answer to the request with a number; false: not what was wanted.</summary>
internal delegate bool NumberedReader(long number, int status, ReadOnlySpan<byte> body);

/// <summary>Requests that do not depend on each other, numbered from 0: as many as there are, or as many as time allows.</summary>
internal sealed class Bulk : Flow
{
    private readonly NumberedWriter write;
    private readonly NumberedReader read;
    private readonly long count;
    private readonly Window? window;
    private readonly long[] numbers;
    private readonly Dictionary<int, long> refused = [];
    private readonly LatencyHistogram latency = new();
    private readonly double pace;
    private long next;
    private long done;
    private long ticked;
    private long started = -1;

    /// <param name="count">How many requests at most.</param>
    /// <param name="connections">On how many connections.</param>
    /// <param name="write">Writes one.</param>
    /// <param name="read">Takes its answer.</param>
    /// <param name="window">What counts; null: nothing is measured and the first refusal is a failure.</param>
    /// <param name="perSecond">How many leave in a second at most; 0: as fast as answers come.</param>
    public Bulk(
        long count,
        int connections,
        NumberedWriter write,
        NumberedReader read,
        Window? window = null,
        double perSecond = 0
    )
    {
        (this.count, this.write, this.read, this.window, pace) = (count, write, read, window, perSecond);
        numbers = new long[connections];
    }

    /// <inheritdoc/>
    public override bool Paced => pace > 0;

    /// <inheritdoc/>
    public override bool Ended => next >= count || window is { Over: true };

    /// <inheritdoc/>
    public override bool Ready() => !Ended && next < Stopwatch.GetElapsedTime(started).TotalSeconds * pace;

    /// <inheritdoc/>
    public override int Write(int slot, Span<byte> to)
    {
        started = started < 0 ? Stopwatch.GetTimestamp() : started;
        if (Ended || (Paced && !Ready()))
        {
            return 0;
        }
        numbers[slot] = next;
        return write(next++, to);
    }

    /// <inheritdoc/>
    public override void Read(int slot, int status, ReadOnlySpan<byte> body, TimeSpan took)
    {
        var good = read(numbers[slot], status, body);
        if (window is null)
        {
            if (!good)
            {
                throw new InvalidOperationException(
                    $"Request {numbers[slot]} was answered {status}: {System.Text.Encoding.UTF8.GetString(body)}"
                );
            }
            return;
        }
        if (window.Counting)
        {
            latency.Record(took);
            done += good ? 1 : 0;
            if (!good)
            {
                refused[status] = refused.GetValueOrDefault(status) + 1;
            }
        }
        // The clock is looked at now and then only: the loop's own tick comes late when answers never pause.
        if ((++ticked & 63) == 0)
        {
            window.Tick();
        }
    }

    /// <inheritdoc/>
    public override void Tick() => window?.Tick();

    /// <summary>Runs it, and tells what was measured.</summary>
    public RunResult Run(EventLoop loop, string scenario)
    {
        window?.Tick();
        loop.Run(this, numbers.Length);
        window?.Close();
        return window?.Reading is { } reading
            ? RunResult.Of(scenario, numbers.Length, done, reading, refused, [new("answer", latency)])
            : new RunResult { Scenario = scenario, Done = next };
    }
}
