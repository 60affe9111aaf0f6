using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;
using Ticketing.Concerts;
using Ticketing.Hosting;
using Ticketing.Queue;
using Ticketing.Reservations;
using Ticketing.Seats;
using Ticketing.TestSupport;
using Ticketing.Users;
using Ticketing.Wallets;

namespace Ticketing.WebFrontend.Tests.Startup;

public sealed class RepeatSafeCallsTests
{
    private readonly ManualTimeProvider _clock = new();

    [Fact]
    public async Task A_call_that_succeeds_is_made_once()
    {
        var call = new FakeCall("GetAsync");

        await RunAsync(call);

        call.Times.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_safe_call_that_a_silo_could_not_take_is_made_again_until_one_can(int failures)
    {
        var call = new FakeCall("PayAsync", failures, () => new SiloUnavailableException("gone"));

        await RunAsync(call);

        call.Times.ShouldBe(failures + 1);
    }

    [Fact]
    public async Task A_rejection_that_comes_as_the_answer_is_seen_as_well()
    {
        var call = new FakeCall("FindAsync", 1, Rejection) { AnswersFailures = true };

        await RunAsync(call);

        call.Times.ShouldBe(2);
    }

    [Fact]
    public async Task After_the_last_try_the_failure_reaches_the_caller_within_two_seconds()
    {
        var call = new FakeCall("GetAsync", int.MaxValue, Rejection);
        var began = _clock.GetUtcNow();

        await Should.ThrowAsync<OrleansMessageRejectionException>(() => RunAsync(call));

        call.Times.ShouldBe(4);
        (_clock.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task What_a_repeat_might_do_twice_is_left_to_its_caller()
    {
        var call = new FakeCall("ReserveAsync", 1, Rejection);

        await Should.ThrowAsync<OrleansMessageRejectionException>(() => RunAsync(call));

        call.Times.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_waited_in_vain_does_not_wait_again()
    {
        var call = new FakeCall("GetAsync", 1, () => new TimeoutException());

        await Should.ThrowAsync<TimeoutException>(() => RunAsync(call));

        call.Times.ShouldBe(1);
    }

    [Fact]
    public void Only_these_calls_are_made_once()
    {
        Type[] grains =
        [
            typeof(ICatalogGrain),
            typeof(IScheduleGrain),
            typeof(IConcertGrain),
            typeof(IQueueGrain),
            typeof(IReservationBookGrain),
            typeof(ISeatGrain),
            typeof(IUserGrain),
            typeof(IWalletGrain),
        ];

        grains
            .SelectMany(grain => grain.GetMethods().Select(method => $"{grain.Name}.{method.Name}"))
            .Where(call => !RepeatSafeCalls.IsSafe(call[(call.IndexOf('.') + 1)..]))
            .Order(StringComparer.Ordinal)
            .ShouldBe([
                "ICatalogGrain.AddConcertAsync",
                "ICatalogGrain.AddQueueAsync",
                "ICatalogGrain.AddScheduleAsync",
                "IConcertGrain.AddScheduleAsync",
                "IConcertGrain.DefineAsync",
                "IReservationBookGrain.ReserveAsync",
                "IReservationBookGrain.SettleAsync",
                "IScheduleGrain.DefineAsync",
                "IScheduleGrain.KeepWatchAsync",
                "IScheduleGrain.SeatChangedAsync",
                "ISeatGrain.AbortSaleAsync",
                "ISeatGrain.BeginSaleAsync",
                "ISeatGrain.HoldAsync",
                "ISeatGrain.ReleaseAsync",
                "ISeatGrain.SellAsync",
                "ISeatGrain.SettleAsync",
                "IUserGrain.CreateAsync",
                "IWalletGrain.ChargeAsync",
            ]);
    }

    private static OrleansMessageRejectionException Rejection() =>
        (OrleansMessageRejectionException)
            Activator.CreateInstance(
                typeof(OrleansMessageRejectionException),
                BindingFlags.Instance | BindingFlags.NonPublic,
                null,
                ["rejected"],
                null
            )!;

    private async Task RunAsync(FakeCall call)
    {
        var running = new RepeatSafeCalls(_clock).Invoke(call);
        while (!running.IsCompleted)
        {
            // Time passes only while the call waits for it.
            if (_clock.WaitingTimers > 0)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(100));
            }

            await Task.Yield();
        }

        await running;
    }

    /// <summary>A call that fails so many times.</summary>
    private sealed class FakeCall(string method, int failures = 0, Func<Exception>? failure = null)
        : IOutgoingGrainCallContext
    {
        public int Times { get; private set; }

        /// <summary>Whether failures are in the response instead of being thrown.</summary>
        public bool AnswersFailures { get; init; }

        public Response? Response { get; set; }

        public string MethodName => method;

        public IInvokable Request => throw new NotSupportedException();

        public object Grain => throw new NotSupportedException();

        public string InterfaceName => throw new NotSupportedException();

        public GrainInterfaceType InterfaceType => throw new NotSupportedException();

        public GrainId TargetId => throw new NotSupportedException();

        public GrainId? SourceId => throw new NotSupportedException();

        public IGrainContext? SourceContext => throw new NotSupportedException();

        public MethodInfo InterfaceMethod => throw new NotSupportedException();

        public object? Result
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public Task Invoke()
        {
            var fails = Times++ < failures;
            Response = fails && AnswersFailures ? Response.FromException(failure!()) : Response.Completed;
            return fails && !AnswersFailures ? Task.FromException(failure!()) : Task.CompletedTask;
        }
    }
}
