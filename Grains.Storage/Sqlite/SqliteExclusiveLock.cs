namespace Ticketing.Storage;

/// <summary>
/// Keeps a second process from the file: an operating-system lock on a file beside it, which ends with the process
/// however that ends.
/// </summary>
internal sealed class SqliteExclusiveLock : IDisposable
{
    private readonly FileStream _file;

    private SqliteExclusiveLock(FileStream file) => _file = file;

    /// <exception cref="StorageStartException">Another process has the store.</exception>
    public static SqliteExclusiveLock Take(string databasePath)
    {
        var path = databasePath + ".lock";
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception)
            when (exception is UnauthorizedAccessException or IOException && !IsTaken(exception))
        {
            throw new StorageStartException(
                $"The lock file '{path}' cannot be written: {exception.Message} Give this process the right to write "
                    + "that folder, or set Storage:Path to another one.",
                exception
            );
        }
        catch (IOException exception)
        {
            throw new StorageStartException(
                $"The SQLite file '{databasePath}' is already used by another process. Stop that process, "
                    + "or give this one a file of its own with Storage:Path.",
                exception
            );
        }

        return new SqliteExclusiveLock(file);
    }

    // EWOULDBLOCK of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows. Others are, say, a read-only disk.
    private static bool IsTaken(Exception exception) =>
        exception.HResult is 11 or 35 or unchecked((int)0x80070020);

    // The file stays: deleting it while another process opens it would give two processes a lock each.
    public void Dispose() => _file.Dispose();
}
