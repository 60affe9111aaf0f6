using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Ticketing.Common;
using Ticketing.Reservations;
using Ticketing.Seats;

namespace Ticketing.Concerts;

/// <summary>
/// Owns the definition of one date and shows its seats; the key is a <see cref="ScheduleKey"/>. The map is in
/// memory, rebuilt from the seats' records on activation and fed by the seats. It decides nothing about a
/// seat and waits for none: reservations wait for it, so a cycle of calls cannot arise.
/// </summary>
[GrainType(StateNames.Schedule)]
internal sealed partial class ScheduleGrain(
    [PersistentState(StateNames.Schedule, Records.StorageName)] IPersistentState<ScheduleState> schedule,
    Records records,
    IOptions<ReservationOptions> options,
    TimeProvider time,
    ILogger<ScheduleGrain> log
) : PersistingGrain, IScheduleGrain
{
    private LiveSeats? _seats;

    private ReservationOptions Options => options.Value;

    /// <inheritdoc/>
    public async Task<bool> DefineAsync(ScheduleDefinition definition)
    {
        var wanted = ScheduleState.Of(definition);
        if (schedule.RecordExists)
        {
            return wanted == schedule.State;
        }

        await PersistAsync(schedule, wanted);
        _seats = NewSeats();
        return true;
    }

    /// <inheritdoc/>
    public Task<SeatMap?> GetSeatMapAsync(long knownVersion)
    {
        _seats?.Advance(time.GetUtcNow());
        return Task.FromResult(
            _seats?.Version == knownVersion ? null : _seats?.Snapshot() ?? new SeatMap(0, [])
        );
    }

    /// <inheritdoc/>
    public Task<ScheduleSummary> GetSummaryAsync()
    {
        _seats?.Advance(time.GetUtcNow());
        var summary = _seats is { } map
            ? new ScheduleSummary(map.Available, map.Held, map.Sold, map.Sold * schedule.State.Price)
            : new ScheduleSummary(0, 0, 0, 0);
        return Task.FromResult(summary);
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset> KeepWatchAsync(DateTimeOffset until)
    {
        await KeepReminderAsync();
        return ExtendLease(until);
    }

    /// <inheritdoc/>
    public Task SeatChangedAsync(SeatChange change)
    {
        if (_seats?.Apply(change) == true)
        {
            ArmTimer();
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        StartWatch();
        if (schedule.RecordExists)
        {
            _seats = NewSeats();
            await ReadSeatsAsync(_seats);
            ArmTimer();
        }
    }

    private LiveSeats NewSeats()
    {
        // Microseconds of the clock go up faster than one map can change, so versions never repeat across
        // activations.
        var firstVersion = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerMicrosecond;
        return new LiveSeats(schedule.State.Seats, firstVersion, Options.StandingSale);
    }

    /// <summary>
    /// Reads the seats' records at once, and not the seats: 5,000 activations or 5,000 questions to the
    /// database for a look at the map would be a waste.
    /// </summary>
    /// <returns>How many the map did not have as they are.</returns>
    private async Task<int> ReadSeatsAsync(LiveSeats map)
    {
        _readAt = time.GetUtcNow();
        var seats = await records.ReadManyAsync<SeatState>(
            StateNames.Seat,
            SeatKey.PrefixOf(ScheduleKey.Parse(this.GetPrimaryKeyString())),
            schedule.State.Seats
        );

        // A seat that nobody has asked for yet has no record, and is as a new map shows it.
        return seats.Count(seat => map.Apply(SeatRules.ToChange(SeatKey.Parse(seat.Key).Number, seat.Value)));
    }
}
