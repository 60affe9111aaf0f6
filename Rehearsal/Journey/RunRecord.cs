using System.Collections.Concurrent;
using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Journey;

/// <summary>Something that must not happen, how often it did, and the first time in words.</summary>
internal sealed record Finding(string What, long Count, string Example);

/// <summary>What has happened so far in a rehearsal. Every member may be used from any thread.</summary>
internal sealed class RunRecord
{
    private readonly int[] people = new int[Enum.GetValues<Phase>().Length];
    private readonly ConcurrentDictionary<string, long> refusals = new();
    private readonly ConcurrentDictionary<string, Finding> unexpected = new();
    private readonly ConcurrentDictionary<string, Finding> broken = new();
    private long connectionsLost;
    private long ended;

    /// <summary>Times of all steps.</summary>
    public StepLatencies Latencies { get; } = new();

    /// <summary>Refusals that the contract provides for, by code.</summary>
    public IReadOnlyDictionary<string, long> Refusals => refusals;

    /// <summary>Answers that a correct server does not give to these buyers.</summary>
    public IReadOnlyCollection<Finding> Unexpected => [.. unexpected.Values.OrderByDescending(f => f.Count)];

    /// <summary>Promises that were seen broken.</summary>
    public IReadOnlyCollection<Finding> Broken => [.. broken.Values.OrderByDescending(f => f.Count)];

    /// <summary>Calls that ended without an answer.</summary>
    public long ConnectionsLost => Volatile.Read(ref connectionsLost);

    /// <summary>Buyers whose journey has ended, in whatever way.</summary>
    public long Ended => Volatile.Read(ref ended);

    /// <summary>Everything that went wrong, for the live display.</summary>
    public long Errors =>
        ConnectionsLost + unexpected.Values.Sum(f => f.Count) + broken.Values.Sum(f => f.Count);

    /// <summary>How many buyers are in a phase now.</summary>
    public int People(Phase phase) => Volatile.Read(ref people[(int)phase]);

    /// <summary>A buyer has been announced.</summary>
    public void Enter(Phase phase) => Interlocked.Increment(ref people[(int)phase]);

    /// <summary>A buyer goes from one phase to another.</summary>
    public void Move(Phase from, Phase to)
    {
        Interlocked.Decrement(ref people[(int)from]);
        Interlocked.Increment(ref people[(int)to]);
        if (to >= Phase.Bought && from < Phase.Bought)
        {
            Interlocked.Increment(ref ended);
        }
    }

    /// <summary>A refusal that the contract provides for at this place.</summary>
    public void Refused(string code) => refusals.AddOrUpdate(code, 1, static (_, n) => n + 1);

    /// <summary>A call ended without an answer.</summary>
    public void ConnectionLost(Step step, string why)
    {
        Interlocked.Increment(ref connectionsLost);
        Refused($"no answer ({step}): {why}");
    }

    /// <summary>An answer that must not come at this place.</summary>
    public void UnexpectedAnswer(Step step, int status, Problem? problem) =>
        Add(unexpected, $"{step} {status} {problem?.Code}", problem?.Text ?? "");

    /// <summary>A promise was broken.</summary>
    /// <param name="promise">Which, in the same words each time.</param>
    /// <param name="example">What was seen.</param>
    public void BrokenPromise(string promise, string example) => Add(broken, promise, example);

    private static void Add(ConcurrentDictionary<string, Finding> findings, string what, string example) =>
        findings.AddOrUpdate(
            what,
            static (w, e) => new(w, 1, e),
            static (_, f, _) => f with { Count = f.Count + 1 },
            example
        );
}
