using System.Text.Json.Serialization.Metadata;

namespace Ticketing.Storage;

/// <summary>
/// Settings of the storage, read from the configuration section <c>Storage</c>; the connection string comes from
/// <c>ConnectionStrings:Tickets</c>. A value out of its range stops the start with a sentence that names the setting.
/// </summary>
public sealed class GroupCommitStorageOptions
{
    /// <summary>The configuration section these settings are read from.</summary>
    public const string Section = "Storage";

    /// <summary>
    /// The PostgreSQL connection string, from <c>ConnectionStrings:Tickets</c>. Null or empty: SQLite at
    /// <see cref="Path"/>.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>The SQLite file; its folder is created. Used where no connection string is set.</summary>
    public string Path { get; set; } = "data/tickets.db";

    /// <summary>The most rows that one commit writes or one statement reads: 1 to 5,000.</summary>
    public int MaxBatch { get; set; } = 500;

    /// <summary>The most payload bytes that one commit carries, unless one row alone is larger: 64 KiB to 256 MiB.</summary>
    public int MaxBatchBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>
    /// The most writes, and the most reads, that may wait for the database; one more is refused at once with
    /// <see cref="StorageUnavailableException"/>. From <see cref="MaxBatch"/> to 1,000,000.
    /// </summary>
    public int MaxWaiting { get; set; } = 50_000;

    /// <summary>The most payload bytes that may wait to be written: at least <see cref="MaxBatchBytes"/>.</summary>
    public long MaxWaitingBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>The largest state, in bytes of JSON, that is stored: 1 KiB to 64 MiB. A larger one is refused.</summary>
    public int MaxPayloadBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// Seconds after which a command, a connection attempt or a lock that is not granted counts as failed: 1 to 120.
    /// </summary>
    public int CommandTimeoutSeconds { get; set; } = 10;

    /// <summary>What <see cref="StorageUnavailableException.RetryAfter"/> tells callers, in seconds: 1 to 60.</summary>
    public int RetryAfterSeconds { get; set; } = 1;

    /// <summary>
    /// Commits in flight at once on PostgreSQL, each on a connection of its own: 1 to 8. Writes to one key always use
    /// the same one, so their order holds. SQLite has one writer whatever this says.
    /// </summary>
    public int Committers { get; set; } = 1;

    /// <summary>
    /// True: a second process that opens the same store refuses to start. False where several silos of one cluster
    /// share the database.
    /// </summary>
    public bool Exclusive { get; set; } = true;

    /// <summary>
    /// True in the processes of a cluster: the tables that a cluster needs are made too, the store is shared with the
    /// cluster's other processes, and one that wants it for itself alone is kept out. Needs PostgreSQL.
    /// </summary>
    public bool ForCluster { get; internal set; }

    /// <summary>
    /// Rows for which a process that has the store to itself keeps a filter, two bytes for each, that spares it the reads of
    /// rows that were never written: 0 to 1,000,000,000, where 0 keeps none. With more rows than that it spares fewer.
    /// </summary>
    public int KnownRows { get; set; } = 2_000_000;

    /// <summary>
    /// Seconds for which a start waits for a previous process to let go of the store before it refuses: 0 to 60.
    /// A killed process's PostgreSQL session may live on for a moment.
    /// </summary>
    public int ExclusiveWaitSeconds { get; set; } = 5;

    /// <summary>
    /// State names whose records are deleted once they have not been written for the given age, at least one minute.
    /// Empty: nothing is ever deleted.
    /// </summary>
    public Dictionary<string, TimeSpan> Retention { get; } = new(StringComparer.Ordinal);

    /// <summary>Minutes between two passes that delete what <see cref="Retention"/> names: 1 to 1,440.</summary>
    public int RetentionPeriodMinutes { get; set; } = 15;

    /// <summary>
    /// Source-generated JSON contexts of the state types, asked in order; a type that none of them knows is handled by
    /// reflection. Property names and enum values are camelCase whatever a context says.
    /// </summary>
    public IList<IJsonTypeInfoResolver> JsonTypeInfoResolvers { get; } = [];

    /// <summary>True where a connection string makes PostgreSQL the database, false for SQLite.</summary>
    public bool UsesPostgreSql => !string.IsNullOrWhiteSpace(ConnectionString);

    internal TimeSpan CommandTimeout => TimeSpan.FromSeconds(CommandTimeoutSeconds);

    internal TimeSpan RetryAfter => TimeSpan.FromSeconds(RetryAfterSeconds);
}
