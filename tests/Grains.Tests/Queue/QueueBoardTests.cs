using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Runtime;
using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.TestSupport;

namespace Ticketing.Tests.Queue;

public sealed class QueueBoardTests
{
    private readonly ManualTimeProvider _clock = new();
    private readonly FakeLine _line = new();

    [Fact]
    public async Task Polls_are_answered_from_the_copy_without_a_call()
    {
        _line.Harness.Settings = FakeLine.Closed;
        await using var board = await StartAsync();
        await board.JoinAsync("ann");
        await board.JoinAsync("bob");
        var calls = _line.Calls;

        for (var i = 0; i < 100; i++)
        {
            (await board.PollAsync(2)).Ahead.ShouldBe(1);
        }

        _line.Calls.ShouldBe(calls);
    }

    [Fact]
    public async Task A_crowd_that_joins_while_a_batch_is_on_its_way_goes_with_the_next_one()
    {
        await using var board = await StartAsync();
        var hold = _line.HoldNext();
        var first = board.JoinAsync("first");
        await hold.Entered;
        var crowd = Enumerable.Range(0, 1000).Select(i => board.JoinAsync($"user{i}")).ToArray();
        var calls = _line.Calls;
        hold.Release();

        var results = await Task.WhenAll(crowd);

        (await first).Number.ShouldBe(1);
        results.Select(result => result.Number).ShouldBe(Enumerable.Range(2, 1000).Select(i => (long)i));
        (_line.Calls - calls).ShouldBe(2, "one for the first, one for the whole crowd");
    }

    [Fact]
    public async Task A_crowd_that_is_larger_than_a_batch_goes_with_several()
    {
        await using var board = await StartAsync();
        var hold = _line.HoldNext();
        var first = board.JoinAsync("first");
        await hold.Entered;
        var crowd = Enumerable
            .Range(0, QueueBatch.MaxRequests + 1)
            .Select(i => board.JoinAsync($"user{i}"))
            .ToArray();
        var calls = _line.Calls;
        hold.Release();

        var results = await Task.WhenAll([first, .. crowd]);

        results
            .Select(result => result.Number)
            .ShouldBe(Enumerable.Range(1, results.Length).Select(i => (long)i));
        (_line.Calls - calls).ShouldBe(3, "one for the first, one for a full batch, one for who is left");
    }

    [Fact]
    public async Task A_number_that_another_process_gave_out_shows_its_rank_from_the_first_poll()
    {
        _line.Harness.Settings = FakeLine.Closed;
        await using var board = await StartAsync();
        _line.Harness.Join();
        _line.Harness.Join();

        (await board.PollAsync(2)).Rank.ShouldBe(2);
    }

    [Fact]
    public async Task Who_is_at_the_front_when_there_is_room_is_admitted_by_the_poll()
    {
        _line.Harness.Settings = FakeLine.Closed;
        await using var board = await StartAsync();
        await board.JoinAsync("ann");
        (await board.PollAsync(1)).Phase.ShouldBe(PlacePhase.Waiting);
        _line.Harness.Settings = FakeLine.Open;
        await board.SyncAsync();

        (await board.PollAsync(1)).Phase.ShouldBe(PlacePhase.Active);
    }

    [Fact]
    public async Task When_the_line_is_not_reached_polls_go_on_from_the_copy_and_say_of_when_it_is()
    {
        _line.Harness.Settings = FakeLine.Closed;
        await using var board = await StartAsync();
        await board.JoinAsync("ann");
        var asOf = board.AsOf;
        _line.Fail = true;
        _clock.Advance(TimeSpan.FromSeconds(30));
        await Should.ThrowAsync<InvalidOperationException>(() => board.JoinAsync("bob"));

        var view = await board.PollAsync(1);

        view.Phase.ShouldBe(PlacePhase.Waiting);
        view.Rank.ShouldBe(1);
        view.AsOf.ShouldBe(asOf);
    }

    [Fact]
    public async Task Numbers_that_were_heard_of_are_reported_once_a_second_also_after_a_failure()
    {
        await using var board = await StartAsync();
        board.Hear(7);
        board.Hear(70_000);
        _line.Fail = true;
        _clock.Advance(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<InvalidOperationException>(() => board.SyncAsync());
        _line.Fail = false;
        _line.Heard.Clear();
        _clock.Advance(TimeSpan.FromSeconds(1));
        await board.SyncAsync();
        await board.SyncAsync();

        _line.Heard.Distinct().Order().ShouldBe([7L, 70_000L]);
    }

    [Fact]
    public async Task Numbers_that_were_heard_of_are_reported_also_where_the_clock_is_set_back()
    {
        await using var board = await StartAsync();
        _clock.SetBack(TimeSpan.FromHours(1));
        board.Hear(7);
        await board.SyncAsync();

        _line.Heard.ShouldBe([7L]);
    }

    [Fact]
    public async Task An_active_place_shows_as_over_at_its_end_whatever_the_line_has_done()
    {
        await using var board = await StartAsync();
        await board.JoinAsync("ann");
        var until = board.Look(1).ActiveUntil!.Value;

        _clock.Advance(until - _clock.GetUtcNow() - TimeSpan.FromMilliseconds(1));
        board.Look(1).Phase.ShouldBe(PlacePhase.Active);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        board.Look(1).Phase.ShouldBe(PlacePhase.ServiceTime);
    }

    [Fact]
    public async Task A_copy_of_another_activation_starts_anew()
    {
        _line.Harness.Settings = FakeLine.Closed;
        await using var board = await StartAsync();
        await board.JoinAsync("ann");
        await board.JoinAsync("bob");
        _line.Restart();
        await board.SyncAsync();

        (await board.PollAsync(2)).Ahead.ShouldBe(1);
    }

    [Fact]
    public async Task A_board_that_ends_sends_what_is_gathered_and_refuses_what_comes_later()
    {
        var board = await StartAsync();
        var hold = _line.HoldNext();
        var first = board.JoinAsync("first");
        await hold.Entered;
        var gathered = board.JoinAsync("gathered");
        var end = board.DisposeAsync();
        hold.Release();
        await end;

        (await first).Number.ShouldBe(1);
        (await gathered).Number.ShouldBe(2);
        await Should.ThrowAsync<SiloUnavailableException>(async () => await board.CompleteAsync(1));
    }

    [Fact]
    public async Task More_requests_than_may_wait_are_refused_and_nothing_is_lost()
    {
        await using var board = await StartAsync(new QueueOptions { MaxPending = 2 });
        var hold = _line.HoldNext();
        var first = board.JoinAsync("a");
        await hold.Entered;
        var (second, third) = (board.JoinAsync("b"), board.JoinAsync("c"));

        await Should.ThrowAsync<QueueBusyException>(async () => await board.JoinAsync("d"));
        hold.Release();

        (await first).Number.ShouldBe(1);
        (await second).Number.ShouldBe(2);
        (await third).Number.ShouldBe(3);
    }

    private async Task<QueueBoard> StartAsync(QueueOptions? options = null)
    {
        _line.NowMs = () => _clock.GetUtcNow().ToUnixTimeMilliseconds();
        var board = new QueueBoard(
            "default",
            _line.Grain,
            options ?? new QueueOptions(),
            _clock,
            NullLogger<QueueBoard>.Instance
        );
        await board.SyncAsync();
        return board;
    }
}
