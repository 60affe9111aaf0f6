using Microsoft.Extensions.Options;
using Ticketing.Common;

namespace Ticketing.Concerts;

/// <summary>
/// Owns one concert and the list of its dates; the key is the concert id. A date is defined in its schedule
/// before it is listed here, so every listed date can be sold.
/// </summary>
[GrainType(StateNames.Concert)]
internal sealed class ConcertGrain(
    [PersistentState(StateNames.Concert, Records.StorageName)] IPersistentState<ConcertState> concert,
    IOptions<CatalogOptions> options
) : PersistingGrain, IConcertGrain
{
    /// <inheritdoc/>
    public Task DefineAsync(AddConcert command)
    {
        var next = concert.State with
        {
            Title = command.Title,
            Venue = command.Venue,
            QueueId = command.QueueId,
        };
        return concert.RecordExists && next == concert.State
            ? Task.CompletedTask
            : PersistAsync(concert, next);
    }

    /// <inheritdoc/>
    public async Task<CatalogStatus> AddScheduleAsync(AddSchedule command)
    {
        var (next, outcome) = CatalogRules.AddSchedule(concert.State, command, options.Value);
        if (outcome != CatalogStatus.Added)
        {
            return outcome;
        }

        var schedule = GrainFactory.GetGrain<IScheduleGrain>(command.Key.ToString());
        if (!await schedule.DefineAsync(command.Definition))
        {
            return CatalogStatus.Exists;
        }

        await PersistAsync(concert, next);
        return outcome;
    }

    /// <inheritdoc/>
    public Task<ConcertInfo?> GetAsync() =>
        Task.FromResult(
            concert.RecordExists ? CatalogRules.ToInfo(this.GetPrimaryKeyString(), concert.State) : null
        );
}
