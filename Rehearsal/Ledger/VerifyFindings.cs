using System.Collections.Concurrent;

namespace Ticketing.Rehearsal.Ledger;

/// <summary>What a verification found. Every member may be used from any thread.</summary>
internal sealed class VerifyFindings
{
    private readonly ConcurrentDictionary<string, long> kept = new();
    private readonly ConcurrentQueue<string> lost = new();
    private readonly ConcurrentQueue<string> notAsked = new();

    /// <summary>Answers that still hold, by what they were about.</summary>
    public IReadOnlyDictionary<string, long> Kept => kept;

    /// <summary>Answers that no longer hold, each in a sentence.</summary>
    public IReadOnlyCollection<string> Lost => lost;

    /// <summary>What the server refused to tell or did not answer, each in a sentence.</summary>
    public IReadOnlyCollection<string> NotAsked => notAsked;

    /// <summary>Notes whether an answer still holds.</summary>
    public void Check(string about, bool holds, Func<string> sentence)
    {
        if (holds)
        {
            kept.AddOrUpdate(about, 1, static (_, n) => n + 1);
        }
        else
        {
            lost.Enqueue($"{about}: {sentence()}");
        }
    }

    /// <summary>Notes that something could not be found out.</summary>
    public void CouldNotAsk(string sentence) => notAsked.Enqueue(sentence);
}
