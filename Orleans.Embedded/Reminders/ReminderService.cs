using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Hosting;
using Orleans.Runtime;

namespace Orleans.Reminders;

/// <summary>
/// Ticks all reminders of the table. It learns of changes from the registry, and reads the table again from time to
/// time for what was changed by hand.
/// </summary>
internal sealed partial class ReminderService(
    Silo silo,
    IEnumerable<IReminderTable> tables,
    IOptions<ReminderOptions> options,
    ILogger<ReminderService> logger
) : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly Lock _lock = new();
    private readonly IReminderTable? _table = tables.LastOrDefault();
    private readonly Dictionary<(GrainId Grain, string Name), LocalReminder> _local = [];

    // What changed while the table was being read: there the table that was read is the older news.
    private HashSet<(GrainId Grain, string Name)>? _changedMeanwhile;
    private ITimer? _refresh;
    private bool _ticking;

    public void Participate(ISiloLifecycle lifecycle)
    {
        if (_table is not null)
        {
            lifecycle.Subscribe<ReminderService>(
                ServiceLifecycleStage.RuntimeGrainServices,
                StartTableAsync,
                _table.StopAsync
            );
            lifecycle.Subscribe<ReminderService>(
                ServiceLifecycleStage.Active,
                StartTickingAsync,
                StopTickingAsync
            );
        }
    }

    public void Changed(ReminderEntry entry)
    {
        lock (_lock)
        {
            _changedMeanwhile?.Add((entry.GrainId, entry.ReminderName));
            Set(entry);
        }
    }

    public void Removed(GrainId grainId, string name)
    {
        lock (_lock)
        {
            _changedMeanwhile?.Add((grainId, name));
            Drop((grainId, name));
        }
    }

    private async Task StartTableAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(
            options.Value.InitializationTimeout,
            silo.TimeProvider
        );
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        await _table!.StartAsync(both.Token);
    }

    private async Task StartTickingAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _ticking = true;
        }

        await ReadTableAsync();
        _refresh = silo.TimeProvider.CreateTimer(
            static state => _ = ((ReminderService)state!).RefreshAsync(),
            this,
            options.Value.RefreshReminderListPeriod,
            options.Value.RefreshReminderListPeriod
        );
    }

    private Task StopTickingAsync(CancellationToken cancellationToken)
    {
        _refresh?.Dispose();
        lock (_lock)
        {
            _ticking = false;
            foreach (var reminder in _local.Values)
            {
                reminder.Dispose();
            }

            _local.Clear();
        }

        return Task.CompletedTask;
    }

    private async Task RefreshAsync()
    {
        try
        {
            await ReadTableAsync();
        }
        catch (Exception exception)
        {
            LogRefreshFailed(logger, exception);
        }
    }

    private async Task ReadTableAsync()
    {
        lock (_lock)
        {
            _changedMeanwhile = [];
        }

        // Equal ends of the range mean all of it.
        var rows = await _table!.ReadRows(0, 0);
        lock (_lock)
        {
            var changed = _changedMeanwhile ?? [];
            _changedMeanwhile = null;
            var read = rows.Reminders.ToDictionary(static row => (row.GrainId, row.ReminderName));
            foreach (var gone in _local.Keys.Where(key => !read.ContainsKey(key)).Except(changed).ToArray())
            {
                Drop(gone);
            }

            foreach (var (key, row) in read)
            {
                if (
                    !changed.Contains(key)
                    && (!_local.TryGetValue(key, out var known) || known.Entry.ETag != row.ETag)
                )
                {
                    Set(row);
                }
            }
        }
    }

    private void Set(ReminderEntry entry)
    {
        var key = (entry.GrainId, entry.ReminderName);
        Drop(key);
        if (_ticking)
        {
            _local[key] = new LocalReminder(silo, entry);
        }
    }

    private void Drop((GrainId Grain, string Name) key)
    {
        if (_local.Remove(key, out var known))
        {
            known.Dispose();
        }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The reminder table could not be read; it is tried again later."
    )]
    private static partial void LogRefreshFailed(ILogger logger, Exception exception);
}
