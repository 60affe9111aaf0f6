using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using Ticketing.Audit;
using Ticketing.Storage;

namespace Ticketing.WebFrontend.Audit;

/// <summary>
/// Audits the running system: the records of one moment among themselves, then the seat maps that people look at
/// against those records. One audit at a time: each reads everything.
/// </summary>
internal sealed class Auditor(
    IRecordReader records,
    LiveSeatMaps maps,
    IOptions<AuditOptions> options,
    TimeProvider time
) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Runs an audit.</summary>
    public async Task<AuditBody> RunAsync(string? concertId, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            var sold = new SoldSeats(concertId);
            var now = time.GetUtcNow();
            var report = await AuditRules.RunAsync(ReadAsync(sold, ct), now, options.Value, concertId, ct);
            var live = await maps.CheckAsync(sold.Counts, ct);
            var (wallets, schedules, seats, reservations, payments) = report.Checked;
            return new(
                report.Ok && live.Count == 0,
                new(wallets, schedules, seats, reservations, payments),
                [.. report.Violations, .. live]
            );
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async IAsyncEnumerable<AuditRecord> ReadAsync(
        SoldSeats sold,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var record in records.ReadAllAsync(AuditRules.StateNames, ct))
        {
            sold.Take(record);
            yield return new(record.StateName, record.Key, record.Payload);
        }
    }
}
