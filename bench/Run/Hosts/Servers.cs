using System.Globalization;

namespace Ticketing.Bench.Run.Hosts;

/// <summary>Starts ours and the peers, each with the settings that a run documents.</summary>
internal static class Servers
{
    /// <summary>The key of the operators' calls; nothing but the load client reaches these servers.</summary>
    public const string AdminKey = "measured-on-loopback-only";

    /// <summary>What ours is told, beside its database. Limits that protect from one client are off: all load is one client's.</summary>
    public static readonly IReadOnlyDictionary<string, string> OurSettings = new Dictionary<string, string>
    {
        ["Admin__Key"] = AdminKey,
        ["Tokens__SigningKeys__0__Id"] = "k1",
        ["Tokens__SigningKeys__0__Key"] = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
        ["RateLimit__PerTokenPerSecond"] = "0",
        ["RateLimit__PerAddressPerSecond"] = "0",
        ["Catalog__Sample"] = "false",
        ["Catalog__MaxConcerts"] = "10000",
        ["Queue__Default__ActiveSeconds"] = "3600",
        ["Queue__Default__WaitingIdleSeconds"] = "3600",
        ["Queue__Default__NoShowSeconds"] = "3600",
        ["Logging__LogLevel__Default"] = "Warning",
    };

    /// <summary>Ours, on PostgreSQL.</summary>
    public static Server Ours(
        Workplace workplace,
        Postgres postgres,
        string name,
        params (string Name, string Value)[] more
    )
    {
        var settings = new Dictionary<string, string>(OurSettings)
        {
            ["ConnectionStrings__Tickets"] = postgres.Create(name.Replace('-', '_')),
        };
        foreach (var (setting, value) in more)
        {
            settings[setting] = value;
        }
        return workplace.Keep(new Server(workplace, name, "WebFrontend", settings, postgres.Id));
    }

    /// <summary>Row locks in PostgreSQL.</summary>
    public static Server RowLock(Workplace workplace, Postgres postgres) =>
        workplace.Keep(
            new Server(
                workplace,
                "rowlock",
                "RowLock",
                new Dictionary<string, string>
                {
                    ["ConnectionStrings__Tickets"] = postgres.Create("rowlock"),
                },
                postgres.Id
            )
        );

    /// <summary>Constants and batched rows.</summary>
    public static Server Floor(Workplace workplace, Postgres postgres) =>
        workplace.Keep(
            new Server(
                workplace,
                "floor",
                "Floor",
                new Dictionary<string, string> { ["ConnectionStrings__Tickets"] = postgres.Create("floor") },
                postgres.Id
            )
        );

    /// <summary>Constants alone.</summary>
    public static Server Bare(Workplace workplace) =>
        workplace.Keep(new Server(workplace, "bare", "Floor", new Dictionary<string, string>(), null));

    /// <summary>The line in Redis.</summary>
    public static Server RedisLine(Workplace workplace, Redis redis, string name, bool recordSeen) =>
        workplace.Keep(
            new Server(
                workplace,
                name,
                "RedisLine",
                new Dictionary<string, string>
                {
                    ["Redis__Port"] = redis.Port.ToString(CultureInfo.InvariantCulture),
                    ["RecordSeen"] = recordSeen ? "true" : "false",
                    ["TokenKey"] = "one key for both",
                },
                redis.Id
            )
        );
}
