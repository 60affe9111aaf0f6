namespace Orleans.Embedded.Tests;

public sealed class SchedulerTests
{
    private static readonly AsyncLocal<string?> s_ambient = new();

    [Fact]
    public async Task The_scheduler_of_a_turn_is_its_activation_before_and_after_awaits()
    {
        await using var host = await EmbeddedHost.StartAsync();

        await host.Script("a")
            .Run(async a =>
            {
                TaskScheduler.Current.ShouldBeSameAs(a.GrainContext);
                await Task.Yield();
                TaskScheduler.Current.ShouldBeSameAs(a.GrainContext);
                await Task.Run(() => TaskScheduler.Current.ShouldBeSameAs(TaskScheduler.Default));
                TaskScheduler.Current.ShouldBeSameAs(a.GrainContext);
            });
    }

    [Fact]
    public async Task Tasks_that_a_turn_starts_on_the_current_scheduler_never_run_at_once()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var inside = 0;
        var overlapped = false;

        await host.Script("a")
            .Run(_ =>
                Task.WhenAll(
                    Enumerable
                        .Range(0, 200)
                        .Select(_ =>
                            Task.Factory.StartNew(
                                () =>
                                {
                                    overlapped |= Interlocked.Increment(ref inside) != 1;
                                    Thread.SpinWait(1000);
                                    Interlocked.Decrement(ref inside);
                                },
                                CancellationToken.None,
                                TaskCreationOptions.None,
                                TaskScheduler.Current
                            )
                        )
                )
            );

        overlapped.ShouldBeFalse();
    }

    [Fact]
    public async Task A_turn_comes_back_to_its_activation_whatever_context_its_caller_has()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await host.Script("a").Run(_ => Task.CompletedTask);
        await host.Silo.Directory.Find(GrainId.Create("script", "a"))!.WhenQuiet();
        var posted = new CountingContext();
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(posted);
        Task call;
        try
        {
            call = host.Script("a")
                .Run(async a =>
                {
                    SynchronizationContext.Current.ShouldBeNull();
                    await Task.Yield();
                    TaskScheduler.Current.ShouldBeSameAs(a.GrainContext);
                });
            SynchronizationContext.Current.ShouldBeSameAs(posted);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }

        await call;
        posted.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Ambient_values_stay_on_their_side_of_a_call()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await host.Script("idle").Run(_ => Task.CompletedTask);
        s_ambient.Value = "caller";

        (await host.Script("idle").Get(_ => s_ambient.Value)).ShouldBeNull();
        (await host.Script("new").Get(_ => s_ambient.Value)).ShouldBeNull();
        await host.Script("idle")
            .Run(_ =>
            {
                s_ambient.Value = "grain";
                RequestContext.Set("set", "grain");
                return Task.CompletedTask;
            });
        s_ambient.Value.ShouldBe("caller");
        RequestContext.Get("set").ShouldBeNull();
    }

    [Fact]
    public async Task An_idle_grain_runs_on_the_thread_of_its_caller()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await host.Script("a").Run(_ => Task.CompletedTask);
        await host.Silo.Directory.Find(GrainId.Create("script", "a"))!.WhenQuiet();

        var call = host.Script("a").Get(_ => Environment.CurrentManagedThreadId);

        call.IsCompleted.ShouldBeTrue();
        (await call).ShouldBe(Environment.CurrentManagedThreadId);
    }

    [Fact]
    public async Task A_chain_of_a_thousand_calls_does_not_grow_the_stack()
    {
        await using var host = await EmbeddedHost.StartAsync();
        for (var i = 0; i <= 1000; i++)
        {
            await host.Script($"{i}").Run(_ => Task.CompletedTask);
        }

        var nested = new ThreadLocal<int>();
        var (levels, deepest) = (0, 0);
        Task Down(ScriptGrain grain, int level)
        {
            levels++;
            deepest = Math.Max(deepest, ++nested.Value);
            var call =
                level == 1000
                    ? Task.CompletedTask
                    : grain.Other($"{level + 1}").Run(next => Down(next, level + 1));
            nested.Value--;
            return call;
        }

        await host.Script("0").Run(grain => Down(grain, 0)).WaitAsync(EmbeddedHost.Patience);

        levels.ShouldBe(1001);
        deepest.ShouldBeInRange(2, 12);
    }

    [Fact]
    public async Task A_caller_that_blocks_after_its_answer_does_not_block_the_grain()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var gate = new Gate();
        using var release = new ManualResetEventSlim();
        var call = host.Script("a").Run(async _ => await gate.PassAsync());
        await gate.Reached;
        var blocked = call.ContinueWith(
            _ => release.Wait(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );

        gate.Open();

        (await host.Script("a").Get(grain => grain.Key).WaitAsync(EmbeddedHost.Patience)).ShouldBe("a");
        release.Set();
        await blocked;
    }

    private sealed class CountingContext : SynchronizationContext
    {
        public int Count { get; private set; }

        public override void Post(SendOrPostCallback d, object? state)
        {
            Count++;
            base.Post(d, state);
        }
    }
}
