using Ticketing.Rehearsal.Api;
using Ticketing.Rehearsal.Journey;
using Ticketing.Rehearsal.Report;
using Ticketing.TestSupport;

namespace Ticketing.Rehearsal.Tests.Journey;

public sealed class PersistenceTests
{
    private readonly ManualTimeProvider clock = new();
    private readonly RunRecord record = new();
    private int calls;

    [Fact]
    public async Task A_refused_call_is_not_repeated_before_the_time_that_the_server_named()
    {
        var asking = Ask(patienceSeconds: 60, Refused(7), Fine());
        calls.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(6.9));
        calls.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(2));
        calls.ShouldBe(2);
        (await asking).Succeeded.ShouldBeTrue();
        record.Refusals.ShouldBe(new Dictionary<string, long> { ["unavailable"] = 1 });
    }

    [Fact]
    public async Task Patience_ends_with_the_last_refusal_as_the_answer()
    {
        var asking = Ask(patienceSeconds: 10, Refused(7), Refused(7), Fine());
        clock.Advance(TimeSpan.FromSeconds(9));
        asking.IsCompleted.ShouldBeTrue();
        (await asking).Code.ShouldBe("unavailable");
        calls.ShouldBe(2);
    }

    [Fact]
    public async Task Lost_connections_are_tried_again_after_growing_pauses()
    {
        var asking = Ask(patienceSeconds: 60, Lost(), Lost(), Lost(), Fine());
        clock.Advance(TimeSpan.FromMilliseconds(99));
        calls.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await asking).Succeeded.ShouldBeTrue();
        record.ConnectionsLost.ShouldBe(3);
    }

    [Fact]
    public async Task A_decided_answer_is_not_asked_for_again()
    {
        var asking = Ask(60, new ApiReply<string>(409, null, new("seat-taken"), null, null));
        (await asking).Code.ShouldBe("seat-taken");
        record.Refusals.ShouldBeEmpty("whoever asked decides what a final refusal means");
    }

    private Task<ApiReply<string>> Ask(int patienceSeconds, params ApiReply<string>[] answers)
    {
        // Without a context the rest of a call runs within Advance, on this thread, so that nothing has to be waited for.
        SynchronizationContext.SetSynchronizationContext(null);
        var patience = TimeSpan.FromSeconds(patienceSeconds);
        return new Persistence(record, clock, patience, CancellationToken.None)
            .AskAsync(Step.Pay, new Random(1), () => ValueTask.FromResult(answers[calls++]))
            .AsTask();
    }

    private static ApiReply<string> Fine() => new(200, "", null, null, null);

    private static ApiReply<string> Lost() => new(0, null, null, "reset", null);

    private static ApiReply<string> Refused(int seconds) =>
        new(503, null, new("unavailable"), null, TimeSpan.FromSeconds(seconds));
}
