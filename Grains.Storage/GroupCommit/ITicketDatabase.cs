using System.Data.Common;

namespace Ticketing.Storage;

/// <summary>One of the two databases behind the storage. Every failure to reach it is a
/// <see cref="StorageUnavailableException"/>.</summary>
internal interface ITicketDatabase : IAsyncDisposable
{
    /// <summary>Names the database in messages; no passwords.</summary>
    string Description { get; }

    /// <summary>How many commits, and how many reads, can usefully run at once.</summary>
    (int Writers, int Readers) Lanes { get; }

    /// <summary>Takes the store for this process where that is asked for, and brings its tables up to date.</summary>
    /// <exception cref="StorageStartException">
    /// Another process has it, it is newer than this program, or it cannot be reached or used.
    /// </exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Makes a lane; it connects when it is first used, and again after each failure.</summary>
    IStateLane CreateLane(bool forWriting);

    /// <summary>Runs anything that is neither a state's read nor its write.</summary>
    Task<TAnswer> RunAsync<TAnswer>(
        bool forWriting,
        Func<DbConnection, Task<TAnswer>> work,
        CancellationToken cancellationToken
    );

    /// <summary>Streams the records of the given states, all as of one moment; no tombstones.</summary>
    IAsyncEnumerable<StoredRecord> ReadSnapshotAsync(
        IReadOnlyList<string> stateNames,
        CancellationToken cancellationToken
    );
}

/// <summary>A connection on which one batch runs at a time.</summary>
internal interface IStateLane : IAsyncDisposable
{
    /// <summary>
    /// Stores what has the right version, in one transaction, and says after its commit what became of each write.
    /// </summary>
    /// <exception cref="StorageUnavailableException">It is unknown whether anything was stored.</exception>
    /// <exception cref="DbException">The database refuses a row; nothing was stored.</exception>
    Task<WriteAnswer[]> CommitAsync(IReadOnlyList<PendingWrite> batch);

    /// <summary>Reads the rows of a batch; null for those that do not exist.</summary>
    /// <exception cref="StorageUnavailableException">The database does not answer.</exception>
    Task<StoredState?[]> ReadAsync(IReadOnlyList<PendingRead> batch);
}
