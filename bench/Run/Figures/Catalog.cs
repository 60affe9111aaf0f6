namespace Ticketing.Bench.Run.Figures;

/// <summary>Every figure that a run reports, with what it must reach, in the order of the table.</summary>
internal static class Catalog
{
    /// <summary>The figures, still without samples.</summary>
    public static readonly IReadOnlyList<Figure> All =
    [
        Least("journeys_vs_rowlock.cpu", 10, "CPU of a whole journey: the row-lock service over ours"),
        Least("journeys_vs_rowlock.throughput", 8, "Whole journeys a second: ours over the row-lock service"),
        Least("journeys_vs_floor", 0.5, "CPU of a whole journey: constants and batched rows over ours"),
        Least(
            "stampede_vs_rowlock",
            10,
            "Time to the last answer of a stampede on one date: row locks over ours"
        ),
        Least("poll_vs_bare", 0.6, "Status polls a second: ours over bare Kestrel"),
        Least("poll_vs_redis", 2, "Status polls a second: ours over the Redis line"),
        Least("join_vs_redis", 1.5, "Durable joins a second: ours over the Redis line"),
        Most("bytes_per_waiting", 64, "Resident bytes for one person waiting"),
        Most(
            "restart_million_seconds",
            5,
            "Seconds from kill -9 until polls answer right, everybody still waiting"
        ),
        Most("flat_line", 1.2, "CPU of a poll or a join in the long line over that in a short one"),
        Most("flat_seats", 1.2, "CPU of a hold and its release at 5,000 seats over that at 50"),
        Most("flat_history", 1.2, "CPU of a charge and a look at the history: long history over a short one"),
        Most(
            "hold_visible_p99_ms",
            1000,
            "Milliseconds from a hold's end until the map shows the seat free, 99th percentile"
        ),
        Most(
            "reserve_p99_ms",
            25,
            "Milliseconds of a hold at half of the greatest throughput, 99th percentile"
        ),
        Least(
            "orleans_groupcommit_vs_adonet",
            5,
            "Writes a second on Microsoft Orleans: group commit over its ADO.NET storage"
        ),
    ];

    /// <summary>
    /// Figures that a quick run measures, tells on the way, and does not report. They promise something of a million people
    /// waiting, or of a history of 100,000 entries, and a quick run has a fraction of these.
    /// </summary>
    public static readonly IReadOnlySet<string> OfFullSizes = new HashSet<string>
    {
        "bytes_per_waiting",
        "restart_million_seconds",
        "flat_line",
        "flat_history",
    };

    private static Figure Least(string key, double target, string what) =>
        new()
        {
            Key = key,
            Target = target,
            AtLeast = true,
            What = what,
        };

    private static Figure Most(string key, double target, string what) =>
        new()
        {
            Key = key,
            Target = target,
            AtLeast = false,
            What = what,
        };
}
