using System.Collections.Concurrent;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests;

public sealed class DirectoryTests
{
    [Fact]
    public async Task A_grain_that_ends_all_the_time_never_has_two_activations_and_loses_no_call()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var live = new ConcurrentDictionary<string, int>();
        var two = false;
        var calls = 0;
        for (var i = 0; i < 4; i++)
        {
            host.Hooks.Activated[$"{i}"] = async grain =>
            {
                two |= live.AddOrUpdate(grain.Key, 1, static (_, count) => count + 1) != 1;
                await Task.Yield();
            };
            host.Hooks.Deactivating[$"{i}"] = async grain =>
            {
                await Task.Yield();
                live.AddOrUpdate(grain.Key, 0, static (_, count) => count - 1);
            };
        }

        async Task CallAsync(int thread)
        {
            for (var i = 0; i < 2000; i++)
            {
                await host.Script($"{i % 4}")
                    .Run(async grain =>
                    {
                        Interlocked.Increment(ref calls);
                        if ((i + thread) % 3 == 0)
                        {
                            grain.EndOnIdle();
                        }

                        if (i % 5 == 0)
                        {
                            await Task.Yield();
                        }
                    });
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(thread => Task.Run(() => CallAsync(thread))))
            .WaitAsync(EmbeddedHost.Patience);

        calls.ShouldBe(16_000);
        two.ShouldBeFalse();
    }

    [Fact]
    public async Task A_grain_that_ends_in_every_activation_is_given_up_on()
    {
        await using var host = await EmbeddedHost.StartAsync();
        host.Hooks.Activated["a"] = grain =>
        {
            grain.EndOnIdle();
            return Task.CompletedTask;
        };

        await Should.ThrowAsync<OrleansMessageRejectionException>(
            host.Script("a").Run(_ => Task.CompletedTask).WaitAsync(EmbeddedHost.Patience)
        );
    }

    [Fact]
    public async Task What_has_ended_is_forgotten_and_not_what_came_after_it()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var id = GrainId.Create("script", "a");
        await host.Script("a").Run(_ => Task.CompletedTask);
        var first = host.Silo.Directory.Find(id)!;
        first.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "The test."));
        await first.Deactivated.WaitAsync(EmbeddedHost.Patience);
        await host.Script("a").Run(_ => Task.CompletedTask);
        var second = host.Silo.Directory.Find(id);

        host.Silo.Directory.Forget(first);

        second.ShouldNotBeSameAs(first);
        host.Silo.Directory.Find(id).ShouldBeSameAs(second);
    }

    [Fact]
    public async Task An_activation_that_ends_takes_its_timers_along()
    {
        // Time-outs have timers too, and would be counted.
        await using var host = await EmbeddedHost.StartAsync(silo =>
            silo.Configure<SiloMessagingOptions>(options =>
                options.ResponseTimeout = Timeout.InfiniteTimeSpan
            )
        );
        await host.Script("a").Run(_ => Task.CompletedTask);
        var before = host.Clock.WaitingTimers;
        await host.Script("a")
            .Run(grain =>
            {
                grain.RegisterGrainTimer(
                    () => Task.CompletedTask,
                    TimeSpan.FromHours(1),
                    TimeSpan.FromHours(1)
                );
                return Task.CompletedTask;
            });
        host.Clock.WaitingTimers.ShouldBe(before + 1);
        var activation = host.Silo.Directory.Find(GrainId.Create("script", "a"))!;

        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "The test."));
        await activation.Deactivated.WaitAsync(EmbeddedHost.Patience);

        host.Clock.WaitingTimers.ShouldBe(before);
    }

    [Fact]
    public async Task A_grain_that_was_told_to_stay_is_not_collected_until_its_time_is_over()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await host.Script("a")
            .Run(grain =>
            {
                grain.Keep(TimeSpan.FromHours(1));
                return Task.CompletedTask;
            });
        var activation = host.Silo.Directory.Find(GrainId.Create("script", "a"))!;

        host.Clock.Advance(TimeSpan.FromMinutes(59));
        await activation.WhenQuiet();
        activation.IsGone.ShouldBeFalse();
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        await activation.Deactivated.WaitAsync(EmbeddedHost.Patience);
        host.Silo.Directory.Count.ShouldBe(0);
    }

    [Fact]
    public async Task An_activation_lives_for_its_age_and_two_quanta_at_most()
    {
        await using var host = await EmbeddedHost.StartAsync();
        await host.Script("a").Run(_ => Task.CompletedTask);
        var activation = host.Silo.Directory.Find(GrainId.Create("script", "a"))!;

        host.Clock.Advance(TimeSpan.FromMinutes(15));
        await activation.WhenQuiet();
        activation.IsGone.ShouldBeFalse();
        host.Clock.Advance(TimeSpan.FromMinutes(2));

        await activation.Deactivated.WaitAsync(EmbeddedHost.Patience);
    }
}
