using System.Globalization;

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
        catch (UnauthorizedAccessException exception)
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
                $"The SQLite file '{databasePath}' is already used by another process{OwnerOf(path)}. Stop that process, "
                    + "or give this one a file of its own with Storage:Path.",
                exception
            );
        }

        // Whom to stop: read by the next process that is refused.
        file.SetLength(0);
        file.Write(
            System.Text.Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
        );
        file.Flush();
        return new SqliteExclusiveLock(file);
    }

    // The file stays: deleting it while another process opens it would give two processes a lock each.
    public void Dispose() => _file.Dispose();

    private static string OwnerOf(string path)
    {
        try
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var reader = new StreamReader(file);
            return int.TryParse(reader.ReadToEnd(), CultureInfo.InvariantCulture, out var owner)
                ? $" (process {owner})"
                : "";
        }
        catch (IOException)
        {
            return "";
        }
    }
}
