using Microsoft.Extensions.DependencyInjection;

namespace Ticketing.Tests.Support;

public sealed class CallCyclesTests : IClassFixture<CallCyclesTests.CallerHost>
{
    private readonly TestHost _host;
    private readonly Reached _reached;

    public CallCyclesTests(CallerHost callers)
    {
        (_host, _reached) = (callers.Host, callers.Reached);
        _reached.Clear();
        _host.Cycles.Clear();
    }

    [Fact]
    public async Task The_call_that_closes_a_cycle_fails_at_once_and_names_the_grains_in_order()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(() =>
            Grain("a").CallAsync("b", "a")
        );

        const string Cycle =
            "These grains wait for each other: caller/a calls ICallerGrain.CallAsync of caller/b, "
            + "caller/b calls ICallerGrain.CallAsync of caller/a. Make one of the calls one-way.";
        failure.Message.ShouldBe(Cycle);
        ShouldBeFound().ShouldBe(Cycle);
    }

    [Fact]
    public async Task A_host_on_which_grains_waited_for_each_other_fails_its_test_though_the_caller_went_on()
    {
        var host = await CallerHost.StartAsync(new Reached());
        await host.Grains.GetGrain<ICallerGrain>("a").TryToCallAsync("b", "a");

        var failure = await Record.ExceptionAsync(() => host.DisposeAsync().AsTask());

        failure.ShouldNotBeNull().Message.ShouldContain("caller/b calls ICallerGrain.CallAsync of caller/a");
    }

    [Fact]
    public async Task A_grain_that_calls_itself_waits_for_itself()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Grain("a").CallAsync("a"));

        ShouldBeFound().ShouldContain("caller/a calls ICallerGrain.CallAsync of caller/a.");
    }

    [Fact]
    public async Task A_grain_that_only_leads_to_the_cycle_is_not_named()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Grain("a").CallAsync("b", "c", "d", "b"));

        ShouldBeFound().ShouldStartWith("These grains wait for each other: caller/b calls");
    }

    [Fact]
    public async Task A_chain_is_no_cycle()
    {
        await Grain("a").CallAsync("b", "c");

        _reached.Names.ShouldBe(["a", "b", "c"]);
        _host.Cycles.Found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Calls_one_after_the_other_are_no_cycle()
    {
        await Grain("a").CallEachAsync("b", "c", "b");
        await Grain("b").CallEachAsync("a", "c");

        _reached.Names.ShouldBe(["b", "c", "b", "a", "c"]);
        _host.Cycles.Found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Calls_at_once_that_meet_at_one_grain_are_no_cycle()
    {
        await Grain("a").CallAtOnceAsync("b d", "c d", "c b d");

        _reached.Names.Count(name => name == "d").ShouldBe(3);
        _host.Cycles.Found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_calls_at_once_only_the_one_that_comes_back_is_a_cycle()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Grain("a").CallAtOnceAsync("b d", "c a"));

        ShouldBeFound().ShouldContain("caller/c calls ICallerGrain.CallAsync of caller/a.");
    }

    [Fact]
    public async Task A_one_way_call_back_is_no_cycle_and_what_it_calls_begins_anew()
    {
        // While a waits for b, b tells a; and b tells c, which then calls a.
        await Grain("a").HaveToldAsync("b", "a");
        await Grain("a").HaveToldAsync("b", "c", "a", "b");

        await SaleHost.SoonAsync(() => _reached.Names.Count == 4);
        _reached.Names.ShouldBe(["a", "c", "a", "b"], ignoreOrder: true);
        _host.Cycles.Found.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_back_after_a_one_way_call_is_a_cycle_all_the_same()
    {
        await Should.ThrowAsync<InvalidOperationException>(() =>
            Grain("a").HaveToldAndCalledAsync("b", "c", "a")
        );

        ShouldBeFound().ShouldContain("caller/b calls ICallerGrain.CallAsync of caller/a.");
    }

    [Fact]
    public async Task A_stateless_worker_between_two_calls_hides_no_cycle()
    {
        await Grain("a").CallByWorkerAsync("b", "c");
        _host.Cycles.Found.ShouldBeEmpty();

        await Should.ThrowAsync<InvalidOperationException>(() => Grain("a").CallByWorkerAsync("b", "a"));

        ShouldBeFound()
            .ShouldContain("caller/a calls IWorkerGrain.CallAsync of worker/0, worker/0 calls ICallerGrain");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timer_or_reminder_that_was_started_by_a_call_calls_for_itself_alone(bool byReminder)
    {
        await Grain("a").HaveWokenAsync($"woken by reminder: {byReminder}", byReminder, "c", "a");

        for (var second = 0; second < 120 && _reached.Names.Count < 2; second++)
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
        }

        _reached.Names.Take(2).ShouldBe(["c", "a"]);
        _host.Cycles.Found.ShouldBeEmpty();
    }

    private ICallerGrain Grain(string name) => _host.Grains.GetGrain<ICallerGrain>(name);

    // The one cycle that the test made on purpose.
    private string ShouldBeFound()
    {
        var found = _host.Cycles.Found.ShouldHaveSingleItem();
        _host.Cycles.Clear();
        return found;
    }

    /// <summary>A host that all tests of the class use.</summary>
    public sealed class CallerHost : IAsyncLifetime
    {
        public Reached Reached { get; } = new();

        public TestHost Host { get; private set; } = null!;

        public static Task<TestHost> StartAsync(Reached reached) =>
            TestHost.StartAsync(services => services.AddSingleton(reached));

        public async Task InitializeAsync() => Host = await StartAsync(Reached);

        public Task DisposeAsync() => Host.DisposeAsync().AsTask();
    }
}
