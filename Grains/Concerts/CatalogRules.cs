namespace Ticketing.Concerts;

/// <summary>
/// What may be added to the catalog. A state that comes back as the same object means nothing is stored.
/// </summary>
internal static class CatalogRules
{
    /// <summary>The queue that always exists.</summary>
    public const string DefaultQueueId = "default";

    /// <summary>Adds a concert, and its queue where that is new.</summary>
    public static (CatalogState State, CatalogStatus Outcome) AddConcert(
        CatalogState catalog,
        AddConcert command,
        CatalogOptions options
    )
    {
        if (catalog.ConcertIds.Contains(command.ConcertId))
        {
            return (catalog, CatalogStatus.Exists);
        }

        var (withQueue, queue) = AddQueue(catalog, command.QueueId, options);
        if (catalog.ConcertIds.Length >= options.MaxConcerts || queue == CatalogStatus.LimitReached)
        {
            return (catalog, CatalogStatus.LimitReached);
        }

        var next = withQueue with { ConcertIds = catalog.ConcertIds.Add(command.ConcertId) };
        return (next, CatalogStatus.Added);
    }

    /// <summary>Adds a queue.</summary>
    public static (CatalogState State, CatalogStatus Outcome) AddQueue(
        CatalogState catalog,
        string queueId,
        CatalogOptions options
    )
    {
        if (queueId == DefaultQueueId || catalog.QueueIds.Contains(queueId))
        {
            return (catalog, CatalogStatus.Exists);
        }

        return catalog.QueueIds.Length + 1 >= options.MaxQueues
            ? (catalog, CatalogStatus.LimitReached)
            : (catalog with { QueueIds = catalog.QueueIds.Add(queueId) }, CatalogStatus.Added);
    }

    /// <summary>Adds a date to a concert, at its place in the order of beginning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The date has no seat, or its price is not above zero.
    /// </exception>
    public static (ConcertState State, CatalogStatus Outcome) AddSchedule(
        ConcertState concert,
        AddSchedule command,
        CatalogOptions options
    )
    {
        var definition = command.Definition;
        ArgumentOutOfRangeException.ThrowIfLessThan(definition.Seats, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(definition.Price, 1);
        if (concert.Schedules.Any(schedule => schedule.ScheduleId == command.Key.ScheduleId))
        {
            return (concert, CatalogStatus.Exists);
        }

        if (concert.Schedules.Length >= options.MaxSchedulesPerConcert || definition.Seats > options.MaxSeats)
        {
            return (concert, CatalogStatus.LimitReached);
        }

        var added = new ConcertSchedule(
            command.Key.ScheduleId,
            definition.StartsAt,
            definition.Price,
            definition.Seats
        );
        var schedules = concert
            .Schedules.Add(added)
            .OrderBy(schedule => schedule.StartsAt)
            .ThenBy(schedule => schedule.ScheduleId, StringComparer.Ordinal);
        return (concert with { Schedules = [.. schedules] }, CatalogStatus.Added);
    }

    /// <summary>The concert as everybody may know it.</summary>
    public static ConcertInfo ToInfo(string concertId, ConcertState concert) =>
        new(
            concertId,
            concert.Title,
            concert.Venue,
            concert.QueueId,
            [
                .. concert.Schedules.Select(schedule => new ScheduleInfo(
                    new ScheduleKey(concertId, schedule.ScheduleId),
                    new ScheduleDefinition(schedule.StartsAt, schedule.Price, schedule.Seats)
                )),
            ]
        );
}
