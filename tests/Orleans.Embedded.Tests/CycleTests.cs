namespace Orleans.Embedded.Tests;

public sealed class CycleTests
{
    [Fact]
    public async Task A_circle_of_two_fails_at_once_and_names_the_circle()
    {
        await using var host = await EmbeddedHost.StartAsync();

        var thrown = await Should.ThrowAsync<GrainCallCycleException>(() =>
            host.Script("a").Run(a => a.Other("b").Run(b => b.Other("a").Run(Nothing)))
        );

        thrown.Message.ShouldContain("script/b → script/a → script/b");
        thrown.Cycle.Select(id => id.Key.ToString()).ShouldBe(["b", "a", "b"]);
    }

    [Fact]
    public async Task A_grain_that_waits_for_itself_fails_at_once()
    {
        await using var host = await EmbeddedHost.StartAsync();

        (
            await Should.ThrowAsync<GrainCallCycleException>(() =>
                host.Script("a").Run(a => a.Other("a").Run(Nothing))
            )
        ).Cycle.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_circle_of_three_is_found_after_their_turns_have_waited_for_other_things()
    {
        await using var host = await EmbeddedHost.StartAsync();

        var thrown = await Should.ThrowAsync<GrainCallCycleException>(() =>
            host.Script("a")
                .Run(async a =>
                {
                    await Task.Yield();
                    await a.Other("b")
                        .Run(async b =>
                        {
                            await Task.Yield();
                            await b.Other("c")
                                .Run(async c =>
                                {
                                    await Task.Yield();
                                    await c.Other("a").Run(Nothing);
                                });
                        });
                })
        );

        thrown.Cycle.Select(id => id.Key.ToString()).ShouldBe(["c", "a", "b", "c"]);
    }

    [Fact]
    public async Task Two_chains_that_wait_for_each_other_lose_one_call_and_the_other_goes_on()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var (inA, inB) = (new Gate(), new Gate());
        var first = host.Script("a")
            .Run(async a =>
            {
                await inA.PassAsync();
                await a.Other("b").Run(Nothing);
            });
        var second = host.Script("b")
            .Run(async b =>
            {
                await inB.PassAsync();
                await b.Other("a").Run(Nothing);
            });
        await Task.WhenAll(inA.Reached, inB.Reached);

        inA.Open();
        inB.Open();

        await Task.WhenAll(
                first.ContinueWith(_ => { }, TaskScheduler.Default),
                second.ContinueWith(_ => { }, TaskScheduler.Default)
            )
            .WaitAsync(EmbeddedHost.Patience);
        var failed = new[] { first, second }.Where(task => task.IsFaulted).ToArray();
        failed.Length.ShouldBe(1);
        failed[0].Exception!.InnerException.ShouldBeOfType<GrainCallCycleException>();
    }

    [Fact]
    public async Task A_circle_closed_by_many_parallel_calls_is_found()
    {
        await using var host = await EmbeddedHost.StartAsync();

        await Should.ThrowAsync<GrainCallCycleException>(() =>
            host.Script("a")
                .Run(a =>
                    Task.WhenAll(
                        Enumerable
                            .Range(0, 20)
                            .Select(i =>
                                a.Other($"b{i}")
                                    .Run(async b =>
                                    {
                                        await Task.Yield();
                                        if (i == 13)
                                        {
                                            await b.Other("a").Run(Nothing);
                                        }
                                    })
                            )
                    )
                )
        );
    }

    [Fact]
    public async Task Callers_who_wait_for_a_busy_grain_are_no_circle()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var gate = new Gate();
        var busy = host.Script("busy").Run(_ => gate.PassAsync());
        await gate.Reached;
        var waiting = Enumerable
            .Range(0, 50)
            .Select(i => host.Script($"caller{i}").Run(caller => caller.Other("busy").Run(Nothing)))
            .ToArray();

        gate.Open();

        await Task.WhenAll([busy, .. waiting]).WaitAsync(EmbeddedHost.Patience);
    }

    [Fact]
    public async Task A_one_way_call_closes_no_circle()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var told = new TaskCompletionSource();

        await host.Script("a")
            .Run(a =>
                a.Other("b")
                    .Run(b =>
                        b.Other("a")
                            .Tell(_ =>
                            {
                                told.SetResult();
                                return Task.CompletedTask;
                            })
                    )
            );

        await told.Task.WaitAsync(EmbeddedHost.Patience);
    }

    [Fact]
    public async Task A_call_that_an_earlier_turn_left_behind_is_no_wait_of_the_next()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var (inB, inA) = (new Gate(), new Gate());
        var called = new TaskCompletionSource();
        Task left = Task.CompletedTask;
        await host.Script("a")
            .Run(a =>
            {
                left = a.Other("b")
                    .Run(async b =>
                    {
                        await inB.PassAsync();
                        var call = b.Other("a").Run(Nothing);
                        called.SetResult();
                        await call;
                    });
                return Task.CompletedTask;
            });
        await inB.Reached;
        var next = host.Script("a").Run(_ => inA.PassAsync());
        await inA.Reached;

        inB.Open();
        await called.Task.WaitAsync(EmbeddedHost.Patience);
        inA.Open();

        await Task.WhenAll(left, next).WaitAsync(EmbeddedHost.Patience);
    }

    [Fact]
    public async Task A_wait_moves_with_the_call_to_the_next_activation()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var gate = new Gate();
        var ending = host.Script("b")
            .Run(b =>
            {
                b.EndOnIdle();
                return gate.PassAsync();
            });
        await gate.Reached;
        var called = new TaskCompletionSource();
        var waiting = host.Script("a")
            .Run(a =>
            {
                var call = a.Other("b").Run(b => b.Other("a").Run(Nothing));
                called.SetResult();
                return call;
            });
        await called.Task;

        gate.Open();
        await ending;

        await Should.ThrowAsync<GrainCallCycleException>(waiting.WaitAsync(EmbeddedHost.Patience));
    }

    private static Task Nothing(ScriptGrain grain) => Task.CompletedTask;
}
