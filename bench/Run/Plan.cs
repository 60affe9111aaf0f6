namespace Ticketing.Bench.Run;

/// <summary>How much a run does.</summary>
/// <param name="Name">quick or full.</param>
/// <param name="Pairs">Interleaved turns of ours and its peers.</param>
/// <param name="Repeats">Turns of what has no peer. One only: neither a curve under more and more load
/// nor Redis that records nobody.</param>
/// <param name="FirstWarmUp">Seconds of journeys at each server before anything is measured.</param>
/// <param name="WarmUp">Seconds before each measurement.</param>
/// <param name="Measured">Seconds of each measurement.</param>
/// <param name="Waiting">People in the long line.</param>
/// <param name="Entries">Entries of the long history.</param>
/// <param name="Buyers">People of the stampede.</param>
/// <param name="Connections">Numbers of connections tried for journeys; each server then runs with its best.</param>
internal sealed record Plan(
    string Name,
    int Pairs,
    int Repeats,
    double FirstWarmUp,
    double WarmUp,
    double Measured,
    long Waiting,
    int Entries,
    int Buyers,
    IReadOnlyList<int> Connections
)
{
    /// <summary>Under five minutes, with shorter lines and histories and fewer people in a stampede.</summary>
    public static readonly Plan Quick = new("quick", 2, 1, 8, 1, 2, 100_000, 5_000, 4_000, [128]);

    /// <summary>Under 45 minutes, with the full sizes.</summary>
    public static readonly Plan Full = new("full", 5, 5, 8, 2, 5, 1_000_000, 100_000, 10_000, [64, 128, 256]);

    /// <summary>Time of warming up.</summary>
    public TimeSpan WarmUpTime => TimeSpan.FromSeconds(WarmUp);

    /// <summary>Time of a measurement.</summary>
    public TimeSpan MeasuredTime => TimeSpan.FromSeconds(Measured);
}
