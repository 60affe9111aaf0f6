using Orleans.Runtime;

namespace Ticketing.Tests.Support;

/// <summary>
/// Reminders in memory that outlive the cluster that uses them, as a table in a database does.
/// </summary>
public sealed class TestReminders : IReminderTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(GrainId Grain, string Name), ReminderEntry> _rows = [];
    private int _version;

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _rows.Count;
            }
        }
    }

    /// <summary>Called before a reminder is written; what it throws fails the write.</summary>
    public Action BeforeWrite { get; set; } = () => { };

    /// <summary>Called after a reminder was removed; what it throws fails the removal, though it was done.</summary>
    public Action AfterRemove { get; set; } = () => { };

    /// <summary>From now on no test looks at a write or makes one fail.</summary>
    public void ResetHooks() => (BeforeWrite, AfterRemove) = (() => { }, () => { });

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Rows(entry => entry.GrainId == grainId);

    // Each silo reads the part of the ring that it owns; equal ends are the whole ring.
    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        Rows(entry =>
            entry.GrainId.GetUniformHashCode() is var hash && begin < end
                ? hash > begin && hash <= end
                : hash > begin || hash <= end
        );

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        (
            await Rows(entry => entry.GrainId == grainId && entry.ReminderName == reminderName)
        ).Reminders.FirstOrDefault();

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        BeforeWrite();
        lock (_lock)
        {
            entry.ETag = $"{++_version}";
            _rows[(entry.GrainId, entry.ReminderName)] = entry;
            return Task.FromResult<string?>(entry.ETag);
        }
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        bool isRemoved;
        lock (_lock)
        {
            isRemoved =
                _rows.TryGetValue((grainId, reminderName), out var row)
                && row.ETag == eTag
                && _rows.Remove((grainId, reminderName));
        }

        AfterRemove();
        return Task.FromResult(isRemoved);
    }

    public Task TestOnlyClearTable()
    {
        lock (_lock)
        {
            _rows.Clear();
        }

        return Task.CompletedTask;
    }

    private Task<ReminderTableData> Rows(Func<ReminderEntry, bool> predicate)
    {
        lock (_lock)
        {
            return Task.FromResult(new ReminderTableData(_rows.Values.Where(predicate).ToList()));
        }
    }
}
