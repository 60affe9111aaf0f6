using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Storage;

namespace Orleans.Embedded.Tests;

public sealed class MemoryStorageTests
{
    private static readonly GrainId s_grain = GrainId.Create("grain", "1");

    [Fact]
    public async Task What_is_changed_and_not_written_does_not_change_what_is_stored()
    {
        var storage = new MemoryGrainStorage();
        var mine = new GrainState<Box>(new Box { Value = 1 });
        await storage.WriteStateAsync("box", s_grain, mine);
        mine.State!.Value = 2;

        (await ReadAsync(storage)).State!.Value.ShouldBe(1);
    }

    [Fact]
    public async Task A_stale_version_is_refused_for_writing_and_clearing()
    {
        var storage = new MemoryGrainStorage();
        var first = new GrainState<Box>(new Box { Value = 1 });
        await storage.WriteStateAsync("box", s_grain, first);
        var second = await ReadAsync(storage);
        await storage.WriteStateAsync("box", s_grain, second);

        await Should.ThrowAsync<InconsistentStateException>(() =>
            storage.WriteStateAsync("box", s_grain, first)
        );
        await Should.ThrowAsync<InconsistentStateException>(() =>
            storage.ClearStateAsync("box", s_grain, first)
        );
        await Should.ThrowAsync<InconsistentStateException>(() =>
            storage.WriteStateAsync("box", s_grain, new GrainState<Box>(new Box()))
        );
    }

    [Fact]
    public async Task A_cleared_record_is_gone_and_can_be_written_anew()
    {
        var storage = new MemoryGrainStorage();
        var state = new GrainState<Box>(new Box { Value = 1 });
        await storage.WriteStateAsync("box", s_grain, state);

        await storage.ClearStateAsync("box", s_grain, state);

        state.RecordExists.ShouldBeFalse();
        state.State!.Value.ShouldBe(0);
        (await ReadAsync(storage)).RecordExists.ShouldBeFalse();
        await storage.WriteStateAsync("box", s_grain, state);
    }

    [Fact]
    public async Task A_storage_is_found_by_its_name_and_the_default_one_without()
    {
        await using var host = await EmbeddedHost.StartAsync(silo =>
            silo.AddMemoryGrainStorageAsDefault().AddMemoryGrainStorage("other")
        );
        var services = host.Host.Services;

        services
            .GetRequiredService<IGrainStorage>()
            .ShouldBeSameAs(services.GetRequiredKeyedService<IGrainStorage>("Default"));
        services
            .GetRequiredKeyedService<IGrainStorage>("other")
            .ShouldNotBeSameAs(services.GetRequiredService<IGrainStorage>());
    }

    private static async Task<GrainState<Box>> ReadAsync(MemoryGrainStorage storage)
    {
        var state = new GrainState<Box>();
        await storage.ReadStateAsync("box", s_grain, state);
        return state;
    }

    internal sealed class Box
    {
        public int Value { get; set; }
    }
}
