using Orleans.Concurrency;

namespace Orleans.Embedded.Tests;

public sealed class ReferenceTests
{
    [Fact]
    public async Task Every_shape_of_method_goes_through_a_reference()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var grain = host.Grains.GetGrain<IShapesGrain>(7);

        await grain.None();
        await grain.Value(1);
        (await grain.Seven(1, "2", 3m, true, 'x', null, [4])).ShouldBe("1 2 3 True x  4");
        (await grain.Overloaded(1)).ShouldBe("number 1");
        (await grain.Overloaded("1")).ShouldBe("text 1");
        (await grain.ValueOf("given")).ShouldBe("given");
        (await grain.Inherited()).ShouldBe(7);
        (await grain.Implemented()).ShouldBe("by the interface");
    }

    [Fact]
    public async Task A_grain_is_seen_through_another_of_its_interfaces()
    {
        await using var host = await EmbeddedHost.StartAsync();
        var grain = host.Grains.GetGrain<IShapesGrain>(7);

        (await grain.AsReference<IBaseGrain>().Inherited()).ShouldBe(7);
        (await host.Grains.GetGrain<IBaseGrain>(grain.GetGrainId()).Inherited()).ShouldBe(7);
        (await ((IBaseGrain)host.Grains.GetGrain(grain.GetGrainId())).Inherited()).ShouldBe(7);
        Should.Throw<InvalidCastException>(() => grain.AsReference<IScriptGrain>());
    }

    [Fact]
    public async Task Keys_keep_their_types()
    {
        await using var host = await EmbeddedHost.StartAsync();

        host.Grains.GetGrain<IShapesGrain>(-1).GetPrimaryKeyLong().ShouldBe(-1);
        host.Grains.GetGrain<IShapesGrain>(255).GetGrainId().ToString().ShouldBe("shapes/FF");
        Should.Throw<ArgumentException>(() => host.Script(" "));
        Should.Throw<ArgumentException>(() => host.Grains.GetGrain(GrainId.Create("nobody", "1")));
        Should.Throw<ArgumentException>(() => host.Grains.GetGrain<INobodyGrain>(1));
        Should.Throw<InvalidOperationException>(() => host.Script("x").GetPrimaryKeyLong());
    }

    [Theory]
    [InlineData(typeof(IReturnsNothing), "must return Task")]
    [InlineData(typeof(IIsGeneric), "must not be generic")]
    [InlineData(typeof(IHasEight), "more than seven")]
    [InlineData(typeof(IOneWayWithResult), "must not have a result")]
    [InlineData(typeof(IHasRef), "ref parameters")]
    internal void A_method_that_cannot_be_called_is_named(Type grainInterface, string problem) =>
        Should
            .Throw<OrleansConfigurationException>(() =>
                GrainInterfaces.MethodsOf(grainInterface).Select(GrainInterfaces.ResultOf).ToArray()
            )
            .Message.ShouldContain(problem);

    [Fact]
    public async Task A_method_that_returns_no_task_at_all_fails_its_call()
    {
        await using var host = await EmbeddedHost.StartAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => host.Script("a").Run(_ => null!));
    }

    internal interface IBaseGrain : IGrainWithIntegerKey
    {
        Task<long> Inherited();
    }

    internal interface IShapesGrain : IBaseGrain
    {
        Task None();

        ValueTask Value(int number);

        Task<string> Seven(int a, string b, decimal c, bool d, char e, object? f, int[] g);

        Task<string> Overloaded(int number);

        Task<string> Overloaded(string text);

        ValueTask<string> ValueOf(string text);

        Task<string> Implemented() => Task.FromResult("by the interface");
    }

    internal interface INobodyGrain : IGrainWithIntegerKey;

    internal sealed class ShapesGrain : Grain, IShapesGrain
    {
        public Task<long> Inherited() => Task.FromResult(this.GetPrimaryKeyLong());

        public Task None() => Task.CompletedTask;

        public ValueTask Value(int number) => ValueTask.CompletedTask;

        public Task<string> Seven(int a, string b, decimal c, bool d, char e, object? f, int[] g) =>
            Task.FromResult($"{a} {b} {c} {d} {e} {f} {g[0]}");

        public Task<string> Overloaded(int number) => Task.FromResult($"number {number}");

        public Task<string> Overloaded(string text) => Task.FromResult($"text {text}");

        public ValueTask<string> ValueOf(string text) => new(text);
    }

    private interface IReturnsNothing : IGrainWithIntegerKey
    {
        void Call();
    }

    private interface IIsGeneric : IGrainWithIntegerKey
    {
        Task Call<T>();
    }

    private interface IHasEight : IGrainWithIntegerKey
    {
        Task Call(int a, int b, int c, int d, int e, int f, int g, int h);
    }

    private interface IOneWayWithResult : IGrainWithIntegerKey
    {
        [OneWay]
        Task<int> Call();
    }

    private interface IHasRef : IGrainWithIntegerKey
    {
        Task Call(ref int a);
    }
}
