using Ticketing.Concerts;

namespace Ticketing.Tests.Concerts;

public sealed class CatalogRulesTests
{
    private static readonly DateTimeOffset Start = new(2026, 12, 24, 20, 0, 0, TimeSpan.Zero);
    private static readonly CatalogOptions Options = new()
    {
        MaxConcerts = 2,
        MaxQueues = 2,
        MaxSchedulesPerConcert = 2,
        MaxSeats = 100,
    };

    [Fact]
    public void A_concert_brings_its_queue_along()
    {
        var (state, outcome) = AddConcert(new CatalogState(), "one", "rock");

        outcome.ShouldBe(CatalogStatus.Added);
        state.ConcertIds.ShouldBe(["one"]);
        state.QueueIds.ShouldBe(["rock"]);
    }

    [Fact]
    public void A_concert_of_that_id_exists_already()
    {
        var state = AddConcert(new CatalogState(), "one", "default").State;

        AddConcert(state, "one", "rock").ShouldBe((state, CatalogStatus.Exists));
    }

    [Fact]
    public void There_is_a_limit_to_concerts_and_to_queues()
    {
        var full = AddConcert(AddConcert(new CatalogState(), "one", "default").State, "two", "default").State;
        AddConcert(full, "three", "default").Outcome.ShouldBe(CatalogStatus.LimitReached);

        var queues = CatalogRules.AddQueue(new CatalogState(), "rock", Options).State;
        CatalogRules.AddQueue(queues, "jazz", Options).Outcome.ShouldBe(CatalogStatus.LimitReached);
        AddConcert(queues, "one", "jazz").ShouldBe((queues, CatalogStatus.LimitReached));
    }

    [Fact]
    public void The_default_queue_always_exists() =>
        CatalogRules.AddQueue(new CatalogState(), "default", Options).Outcome.ShouldBe(CatalogStatus.Exists);

    [Fact]
    public void Dates_are_listed_in_the_order_of_their_beginning()
    {
        var concert = AddSchedule(new ConcertState(), "late", Start.AddDays(1)).State;
        concert = AddSchedule(concert, "early", Start).State;

        CatalogRules
            .ToInfo("one", concert)
            .Schedules.Select(schedule => schedule.Key)
            .ShouldBe([new ScheduleKey("one", "early"), new ScheduleKey("one", "late")]);
    }

    [Fact]
    public void There_is_a_limit_to_dates_and_to_seats()
    {
        var full = AddSchedule(AddSchedule(new ConcertState(), "a", Start).State, "b", Start).State;

        AddSchedule(full, "c", Start).Outcome.ShouldBe(CatalogStatus.LimitReached);
        AddSchedule(full, "a", Start).Outcome.ShouldBe(CatalogStatus.Exists);
        AddSchedule(new ConcertState(), "a", Start, seats: 101).Outcome.ShouldBe(CatalogStatus.LimitReached);
    }

    [Theory]
    [InlineData(0, 100)]
    [InlineData(-1, 100)]
    [InlineData(50, 0)]
    [InlineData(50, -1)]
    public void A_date_has_a_seat_and_a_price(int seats, long price) =>
        Should.Throw<ArgumentOutOfRangeException>(() =>
            AddSchedule(new ConcertState(), "a", Start, seats, price)
        );

    private static (CatalogState State, CatalogStatus Outcome) AddConcert(
        CatalogState state,
        string id,
        string queue
    ) => CatalogRules.AddConcert(state, new AddConcert(id, "Title", "Venue", queue), Options);

    private static (ConcertState State, CatalogStatus Outcome) AddSchedule(
        ConcertState state,
        string id,
        DateTimeOffset startsAt,
        int seats = 50,
        long price = 100
    ) =>
        CatalogRules.AddSchedule(
            state,
            new AddSchedule(new ScheduleKey("one", id), new ScheduleDefinition(startsAt, price, seats)),
            Options
        );
}
