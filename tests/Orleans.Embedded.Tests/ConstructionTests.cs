using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Storage;

namespace Orleans.Embedded.Tests;

public sealed class ConstructionTests
{
    [Fact]
    public async Task A_scoped_service_is_one_per_activation_and_ends_with_it()
    {
        await using var host = await EmbeddedHost.StartAsync(silo => silo.Services.AddScoped<Scoped>());
        var first = await host.Grains.GetGrain<IMadeGrain>("a").GetScoped();
        (await host.Grains.GetGrain<IMadeGrain>("a").GetScoped()).ShouldBeSameAs(first);
        (await host.Grains.GetGrain<IMadeGrain>("b").GetScoped()).ShouldNotBeSameAs(first);

        var activation = host.Silo.Directory.Find(GrainId.Create("made", "a"))!;
        activation.Deactivate(new DeactivationReason(DeactivationReasonCode.RuntimeRequested, "The test."));
        await activation.Deactivated.WaitAsync(EmbeddedHost.Patience);

        first.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_grain_may_do_without_the_base_class()
    {
        await using var host = await EmbeddedHost.StartAsync();

        (await host.Grains.GetGrain<IPlainGrain>("key").GetKey()).ShouldBe("activated key");
    }

    [Fact]
    public async Task A_missing_storage_is_named()
    {
        await using var host = await EmbeddedHost.StartAsync();

        (
            await Should.ThrowAsync<OrleansConfigurationException>(() =>
                host.Grains.GetGrain<ITwoStatesGrain>("key").Write(1, 2)
            )
        ).Message.ShouldContain("\"first\"");
    }

    [Fact]
    public async Task Two_states_of_one_type_are_kept_apart()
    {
        await using var host = await EmbeddedHost.StartAsync(silo =>
            silo.AddMemoryGrainStorage("first").AddMemoryGrainStorage("second")
        );
        await host.Grains.GetGrain<ITwoStatesGrain>("key").Write(1, 2);
        var storage = host.Host.Services.GetRequiredKeyedService<IGrainStorage>("second");
        var read = new GrainState<MemoryStorageTests.Box>();
        await storage.ReadStateAsync("b", GrainId.Create("twostates", "key"), read);

        read.State!.Value.ShouldBe(2);
    }

    [Fact]
    public async Task A_state_that_is_used_outside_of_a_turn_says_so()
    {
        await using var host = await EmbeddedHost.StartAsync(silo =>
            silo.AddMemoryGrainStorage("first").AddMemoryGrainStorage("second")
        );
        var state = await host.Grains.GetGrain<ITwoStatesGrain>("key").Leak();

        Should.Throw<InvalidOperationException>(() => state.State).Message.ShouldContain("outside of a turn");
        Should.Throw<InvalidOperationException>(() => state.WriteStateAsync());
    }

    [Fact]
    public async Task A_storage_that_fails_is_wrapped_with_what_failed()
    {
        await using var host = await EmbeddedHost.StartAsync(silo =>
        {
            silo.AddMemoryGrainStorage("first");
            silo.Services.AddKeyedSingleton<IGrainStorage>("second", new BrokenStorage());
        });

        var thrown = await Should.ThrowAsync<OrleansException>(() =>
            host.Grains.GetGrain<ITwoStatesGrain>("key").Write(1, 2)
        );
        thrown.Message.ShouldContain("State b of grain twostates/key could not be written");
        thrown.InnerException.ShouldBeOfType<IOException>();
    }

    internal sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    internal interface IMadeGrain : IGrainWithStringKey
    {
        Task<Scoped> GetScoped();
    }

    internal sealed class MadeGrain(Scoped scoped) : Grain, IMadeGrain
    {
        public Task<Scoped> GetScoped() => Task.FromResult(scoped);
    }

    internal interface IPlainGrain : IGrainWithStringKey
    {
        Task<string> GetKey();
    }

    internal sealed class PlainGrain(IGrainContext context) : IGrainBase, IPlainGrain
    {
        private string _activated = "not activated";

        public IGrainContext GrainContext => context;

        public Task OnActivateAsync(CancellationToken token)
        {
            _activated = "activated";
            return Task.CompletedTask;
        }

        public Task<string> GetKey() => Task.FromResult($"{_activated} {this.GetPrimaryKeyString()}");
    }

    internal interface ITwoStatesGrain : IGrainWithStringKey
    {
        Task Write(int first, int second);

        Task<IPersistentState<MemoryStorageTests.Box>> Leak();
    }

    internal sealed class TwoStatesGrain(
        [PersistentState("a", "first")] IPersistentState<MemoryStorageTests.Box> first,
        [PersistentState("b", "second")] IPersistentState<MemoryStorageTests.Box> second
    ) : Grain, ITwoStatesGrain
    {
        public Task Write(int one, int two)
        {
            first.State.Value = one;
            second.State.Value = two;
            return Task.WhenAll(first.WriteStateAsync(), second.WriteStateAsync());
        }

        public Task<IPersistentState<MemoryStorageTests.Box>> Leak() => Task.FromResult(first);
    }

    private sealed class BrokenStorage : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            Task.CompletedTask;

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            throw new IOException("The disk is full.");

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            Task.CompletedTask;
    }
}
