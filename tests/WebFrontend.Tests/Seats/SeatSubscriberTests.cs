using Ticketing.WebFrontend.Seats;

namespace Ticketing.WebFrontend.Tests.Seats;

public sealed class SeatSubscriberTests
{
    private static readonly byte[] Update = [1];

    private readonly SeatSubscriber _subscriber = new(maxWaiting: 3);

    [Fact]
    public void The_first_thing_that_is_due_is_the_whole_map()
    {
        _subscriber.Offer([Update]);
        var (needsSnapshot, updates) = _subscriber.Take();
        needsSnapshot.ShouldBeTrue();
        updates.ShouldBeEmpty();
    }

    [Fact]
    public void Afterwards_updates_come_in_their_order()
    {
        _subscriber.Take();
        byte[] other = [2];
        _subscriber.Offer([Update]);
        _subscriber.Offer([other]);
        var (needsSnapshot, updates) = _subscriber.Take();
        needsSnapshot.ShouldBeFalse();
        updates.ShouldBe([Update, other]);
    }

    [Fact]
    public void A_slow_reader_gets_the_whole_map_instead_of_more_than_its_limit()
    {
        _subscriber.Take();
        _subscriber.Offer([Update, Update, Update]);
        _subscriber.Offer([Update]);
        var (needsSnapshot, updates) = _subscriber.Take();
        needsSnapshot.ShouldBeTrue();
        updates.ShouldBeEmpty();
    }

    [Fact]
    public async Task Waiting_ends_when_something_is_offered_and_begins_anew_once_it_is_taken()
    {
        _subscriber.Take();
        var waiting = _subscriber.WaitAsync(default);
        waiting.IsCompleted.ShouldBeFalse();
        _subscriber.Offer([Update]);
        await waiting;
        _subscriber.Take();
        _subscriber.WaitAsync(default).IsCompleted.ShouldBeFalse();
    }
}
