using System.Text.Json;
using System.Threading.Channels;

namespace Ticketing.Rehearsal.Ledger;

/// <summary>
/// Appends acknowledged answers to a file, one line of JSON each. Lines are gathered while the file is written and handed to the
/// operating system as soon as it is ready, so that buyers never wait for the disk.
/// </summary>
internal sealed class LedgerWriter : IAsyncDisposable
{
    private readonly Channel<LedgerLine> lines = Channel.CreateUnbounded<LedgerLine>(
        new() { SingleReader = true }
    );
    private readonly FileStream file;
    private readonly Task writing;

    /// <summary>Opens the file for appending, or makes it.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public LedgerWriter(string path)
    {
        file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, 64 * 1024);
        writing = Task.Run(WriteAsync);
    }

    /// <summary>Takes a line to be written soon.</summary>
    public void Append(LedgerLine line) => lines.Writer.TryWrite(line);

    /// <summary>Writes what is left and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        lines.Writer.TryComplete();
        await writing;
        await file.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        while (await lines.Reader.WaitToReadAsync())
        {
            while (lines.Reader.TryRead(out var line))
            {
                file.Write(JsonSerializer.SerializeToUtf8Bytes(line, LedgerJson.Default.LedgerLine));
                file.WriteByte((byte)'\n');
            }
            await file.FlushAsync();
        }
    }
}
