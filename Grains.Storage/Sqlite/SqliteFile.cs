using Microsoft.Data.Sqlite;

namespace Ticketing.Storage;

/// <summary>Opens connections to the one file, and tells which errors mean that the file cannot be used now.</summary>
internal sealed class SqliteFile(string path, GroupCommitStorageOptions options)
{
    static SqliteFile() => SQLitePCL.Batteries_V2.Init();

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public SqliteConnection Open(bool readOnly)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder
            {
                DataSource = Path,
                Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
                Cache = SqliteCacheMode.Private,
                DefaultTimeout = options.CommandTimeoutSeconds,
                // Every connection here has one owner that keeps it; a closed one must let go of the file.
                Pooling = false,
            }.ToString()
        );
        try
        {
            connection.Open();
            if (!readOnly)
            {
                // FULL in WAL mode: the log is on disk before a commit returns, so what is acknowledged survives a
                // power cut. The log is folded into the file every 4,000 pages (16 MiB).
                Execute(
                    connection,
                    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=4000;"
                );
            }

            Execute(connection, "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>True for errors of the file or the disk, false for errors of a statement.</summary>
    public static bool IsOutage(SqliteException exception) =>
        exception.SqliteErrorCode
            is SQLitePCL.raw.SQLITE_BUSY
                or SQLitePCL.raw.SQLITE_LOCKED
                or SQLitePCL.raw.SQLITE_NOMEM
                or SQLitePCL.raw.SQLITE_READONLY
                or SQLitePCL.raw.SQLITE_IOERR
                or SQLitePCL.raw.SQLITE_CORRUPT
                or SQLitePCL.raw.SQLITE_FULL
                or SQLitePCL.raw.SQLITE_CANTOPEN
                or SQLitePCL.raw.SQLITE_PROTOCOL
                or SQLitePCL.raw.SQLITE_NOTADB;

    public StorageUnavailableException Unavailable(Exception cause) =>
        new($"The SQLite file '{Path}' cannot be used: {cause.Message}", options.RetryAfter, cause);
}
