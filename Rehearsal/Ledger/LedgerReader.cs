using System.Text.Json;

namespace Ticketing.Rehearsal.Ledger;

/// <summary>Reads a ledger back, sorted by user.</summary>
internal static class LedgerReader
{
    /// <summary>Reads the whole file. A broken last line, of a writer that was killed, is left out.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A line other than the last is broken; the message names it.</exception>
    public static async Task<IReadOnlyCollection<LedgerAccount>> ReadAsync(string path)
    {
        var accounts = new Dictionary<string, LedgerAccount>();
        string? broken = null;
        var number = 0;
        await foreach (var text in File.ReadLinesAsync(path))
        {
            number++;
            if (broken is not null)
            {
                throw new InvalidDataException(broken);
            }
            LedgerLine line;
            try
            {
                line = JsonSerializer.Deserialize(text, LedgerJson.Default.LedgerLine)!;
            }
            catch (JsonException e)
            {
                broken = $"{path}, line {number} is not a ledger line: {e.Message}";
                continue;
            }
            if (!accounts.TryGetValue(line.UserId, out var account))
            {
                accounts.Add(line.UserId, account = new(line.UserId));
            }
            account.Add(line);
        }
        return accounts.Values;
    }
}
