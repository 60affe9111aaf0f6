using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.Embedded.Tests;

public sealed class LifecycleTests
{
    [Fact]
    public async Task Stages_start_in_order_and_stop_in_reverse()
    {
        var log = new List<string>();
        await using (await EmbeddedHost.StartAsync(silo => Add(silo, log)))
        {
            log.ShouldBe(["+storage", "+application"]);
        }

        log.ShouldBe(["+storage", "+application", "-application", "-storage"]);
    }

    [Fact]
    public async Task A_start_that_fails_stops_what_was_started()
    {
        var log = new List<string>();
        var host = EmbeddedHost.Build(silo =>
        {
            Add(silo, log);
            silo.AddStartupTask((_, _) => throw new InvalidOperationException("It cannot start."));
        });
        using var _ = host.Host;

        (await Should.ThrowAsync<InvalidOperationException>(() => host.Host.StartAsync())).Message.ShouldBe(
            "It cannot start."
        );
        log.ShouldBe(["+storage", "+application", "-application", "-storage"]);
    }

    [Fact]
    public async Task A_startup_task_can_call_grains()
    {
        object? key = null;
        await using var host = await EmbeddedHost.StartAsync(silo =>
            silo.AddStartupTask(
                async (services, _) =>
                    key = await services
                        .GetRequiredService<IGrainFactory>()
                        .GetGrain<IScriptGrain>("early")
                        .Get(static grain => grain.Key)
            )
        );

        key.ShouldBe("early");
    }

    [Theory]
    [InlineData(0, 15, "CollectionQuantum must be more than zero")]
    [InlineData(60, 1, "CollectionAge")]
    public async Task Wrong_ages_stop_the_start(int quantumSeconds, int ageMinutes, string problem)
    {
        var host = EmbeddedHost.Build(silo =>
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionQuantum = TimeSpan.FromSeconds(quantumSeconds);
                options.CollectionAge = TimeSpan.FromMinutes(ageMinutes);
            })
        );
        using var _ = host.Host;

        (
            await Should.ThrowAsync<OptionsValidationException>(() => host.Host.StartAsync())
        ).Message.ShouldContain(problem);
    }

    [Fact]
    public async Task A_wrong_time_out_stops_the_start()
    {
        var host = EmbeddedHost.Build(silo =>
            silo.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.Zero)
        );
        using var _ = host.Host;

        (
            await Should.ThrowAsync<OptionsValidationException>(() => host.Host.StartAsync())
        ).Message.ShouldContain("ResponseTimeout");
    }

    [Fact]
    public void Adding_the_runtime_twice_configures_one()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        ISiloBuilder? first = null;
        ISiloBuilder? second = null;
        builder.UseOrleans(silo => first = silo).UseOrleans(silo => second = silo);

        second.ShouldBeSameAs(first);
        builder
            .Services.Count(static item => item.ImplementationType == typeof(SiloHostedService))
            .ShouldBe(1);
    }

    private static void Add(ISiloBuilder silo, List<string> log)
    {
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            new Participant("application", ServiceLifecycleStage.ApplicationServices, log)
        );
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(
            new Participant("storage", ServiceLifecycleStage.RuntimeStorageServices, log)
        );
    }

    private sealed class Participant(string name, int stage, List<string> log)
        : ILifecycleParticipant<ISiloLifecycle>
    {
        public void Participate(ISiloLifecycle lifecycle) =>
            lifecycle.Subscribe<Participant>(stage, _ => Note("+"), _ => Note("-"));

        private Task Note(string sign)
        {
            log.Add(sign + name);
            return Task.CompletedTask;
        }
    }
}
