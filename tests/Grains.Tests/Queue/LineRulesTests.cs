using Ticketing.Queue;
using Ticketing.Queue.Line;

namespace Ticketing.Tests.Queue;

public sealed class LineRulesTests
{
    private static readonly QueueSettings Small = new(
        Capacity: 2,
        AdmissionBatch: 3,
        AdmissionPeriodSeconds: 10,
        ActiveSeconds: 600,
        WaitingIdleSeconds: 300,
        NoShowSeconds: 60
    );

    [Fact]
    public void Who_joins_while_there_is_room_and_nobody_is_ahead_is_admitted_at_once()
    {
        var line = new LineHarness(Small);
        var (first, second, third) = (line.Join(), line.Join(), line.Join());

        line.Line.PhaseOf(first).ShouldBe(PlacePhase.Active);
        line.Line.PhaseOf(second).ShouldBe(PlacePhase.Active);
        line.Line.PhaseOf(third).ShouldBe(PlacePhase.Waiting);
    }

    [Fact]
    public void Nobody_is_admitted_past_the_capacity()
    {
        var line = new LineHarness(Small);
        for (var i = 0; i < 10; i++)
        {
            line.Join();
        }

        line.AdmitBatch().ShouldBe(0);
        line.Line.Active.Count.ShouldBe(2);
    }

    [Fact]
    public void A_batch_admits_the_oldest_numbers_first_and_no_more_than_its_size()
    {
        var line = new LineHarness(Small with { Paused = true });
        for (var i = 0; i < 10; i++)
        {
            line.Join();
        }
        line.Settings = Small with { Capacity = 100 };

        line.AdmitBatch().ShouldBe(3);
        line.Line.Active.Keys.ShouldBe([1L, 2L, 3L], ignoreOrder: true);
    }

    [Fact]
    public void Room_does_not_let_somebody_pass_who_has_people_in_front()
    {
        var line = new LineHarness(Small with { Paused = true });
        var (_, second) = (line.Join(), line.Join());
        line.Settings = Small;

        LineRules.AdmitAtFront(line.Line, Small, second, default).ShouldBeFalse();
        line.Line.PhaseOf(second).ShouldBe(PlacePhase.Waiting);
    }

    [Fact]
    public void Nobody_is_admitted_while_the_queue_is_paused()
    {
        var line = new LineHarness(Small with { Paused = true });
        line.Join();

        line.AdmitBatch().ShouldBe(0);
    }

    [Fact]
    public void An_active_place_ends_when_the_service_time_is_over_and_not_before()
    {
        var line = new LineHarness(Small with { NoShowSeconds = 10_000 });
        var number = line.Join();

        line.Advance(599);
        line.Sweep();
        line.Line.PhaseOf(number).ShouldBe(PlacePhase.Active);
        line.Advance(1);
        line.Sweep();
        line.Line.PhaseOf(number).ShouldBe(PlacePhase.ServiceTime);
    }

    [Fact]
    public void Somebody_admitted_who_is_not_heard_of_gives_the_place_back()
    {
        var line = new LineHarness(Small);
        var (silent, heard) = (line.Join(), line.Join());

        line.Advance(59);
        line.Line.Hear(heard, line.Moment);
        line.Sweep();
        line.Line.PhaseOf(silent).ShouldBe(PlacePhase.Active);
        line.Advance(1);
        line.Sweep();

        line.Line.PhaseOf(silent).ShouldBe(PlacePhase.NoShow);
        line.Line.PhaseOf(heard).ShouldBe(PlacePhase.Active);
    }

    [Fact]
    public void A_hold_keeps_the_place_until_it_ends_though_nothing_is_heard()
    {
        var line = new LineHarness(Small);
        var number = line.Join();
        line.Do(l => LineRules.Extend(l, Until(number, 300), holdSeconds: 300));

        line.Advance(299);
        line.Sweep();
        line.Line.PhaseOf(number).ShouldBe(PlacePhase.Active);
        line.Advance(1);
        line.Sweep();
        line.Line.PhaseOf(number).ShouldBe(PlacePhase.NoShow);
    }

    [Fact]
    public void A_hold_moves_the_end_of_the_place_but_never_past_the_service_time_and_one_hold()
    {
        var line = new LineHarness(Small);
        var number = line.Join();

        line.Do(l => LineRules.Extend(l, Until(number, 500), holdSeconds: 300));
        line.Line.Active[number].Until.ShouldBe(600_000);
        line.Do(l => LineRules.Extend(l, Until(number, 800), holdSeconds: 300));
        line.Line.Active[number].Until.ShouldBe(800_000);
        line.Do(l => LineRules.Extend(l, Until(number, 1100), holdSeconds: 300));
        line.Line.Active[number].Until.ShouldBe(900_000);
    }

    [Fact]
    public void A_place_that_a_hold_moved_does_not_end_before_the_hold()
    {
        var line = new LineHarness(Small);
        var number = line.Join();
        var holdEnd = DateTimeOffset.FromUnixTimeSeconds(700).AddTicks(1);

        line.Do(l => LineRules.Extend(l, new(number, holdEnd), holdSeconds: 300));

        var until = DateTimeOffset.FromUnixTimeMilliseconds(line.Line.Active[number].Until);
        until.ShouldBeInRange(holdEnd, holdEnd.AddMilliseconds(1));
    }

    [Fact]
    public void The_idle_are_dropped_of_so_many_blocks_at_once_and_the_others_afterwards()
    {
        var line = new LineHarness(Small with { Paused = true });
        for (var i = 0; i < 3 * LineBlock.Size; i++)
        {
            line.Join();
        }
        line.Advance(300);

        for (var left = 2; left >= 0; left--)
        {
            line.Do(l => LineRules.DropIdle(l, line.Settings, line.Moment, maxBlocks: 1));
            line.Line.Waiting.ShouldBe(left * LineBlock.Size);
        }
    }

    [Fact]
    public void Somebody_waiting_who_has_not_polled_for_the_idle_time_is_dropped()
    {
        var line = new LineHarness(Small with { Paused = true });
        var (silent, heard) = (line.Join(), line.Join());

        line.Advance(299);
        line.Line.Hear(heard, line.Moment);
        line.Sweep();
        line.Line.PhaseOf(silent).ShouldBe(PlacePhase.Waiting);
        line.Advance(1);
        line.Sweep();

        line.Line.PhaseOf(silent).ShouldBe(PlacePhase.Idle);
        line.Line.PhaseOf(heard).ShouldBe(PlacePhase.Waiting);
    }

    [Fact]
    public void What_has_ended_stays_as_it_ended_but_a_payment_completes_it()
    {
        var line = new LineHarness(Small with { NoShowSeconds = 10_000 });
        var number = line.Join();
        line.Advance(600);
        line.Sweep();

        line.Do(l => LineRules.Leave(l, number));
        line.Line.PhaseOf(number).ShouldBe(PlacePhase.ServiceTime);
        line.Do(l => LineRules.Complete(l, number));
        line.Line.PhaseOf(number).ShouldBe(PlacePhase.Completed);
    }

    private static PlaceExtension Until(long number, int second) =>
        new(number, DateTimeOffset.FromUnixTimeSeconds(second));
}
