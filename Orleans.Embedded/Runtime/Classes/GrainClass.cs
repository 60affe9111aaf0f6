using System.Reflection;
using Orleans.Concurrency;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>A grain class, with what the runtime needs to know of it.</summary>
internal sealed class GrainClass
{
    private readonly Lazy<GrainConstructor> _constructor;
    private readonly bool _isDisposable;

    public GrainClass(Type type, GrainCollectionOptions collection, Func<GrainConstructor> constructor)
    {
        Type = type;
        GrainType = GrainTypeNames.Of(type);
        Interfaces = [.. type.GetInterfaces().Where(GrainInterfaces.IsGrainInterface)];
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 0;
        AgeInEpochs = Epochs(AgeOf(type, collection), collection.CollectionQuantum);
        HasOnActivate = Overrides(nameof(IGrainBase.OnActivateAsync));
        HasOnDeactivate = Overrides(nameof(IGrainBase.OnDeactivateAsync));
        _isDisposable =
            type.IsAssignableTo(typeof(IDisposable)) || type.IsAssignableTo(typeof(IAsyncDisposable));
        _constructor = new Lazy<GrainConstructor>(constructor);
    }

    public Type Type { get; }

    public GrainType GrainType { get; }

    public IReadOnlyList<Type> Interfaces { get; }

    /// <summary>How many activations a key may have as a stateless worker; 0 for ordinary grains, which have one.</summary>
    public int MaxWorkers { get; }

    /// <summary>After how many epochs of the collector an idle activation ends.</summary>
    public int AgeInEpochs { get; }

    public bool HasOnActivate { get; }

    public bool HasOnDeactivate { get; }

    public object Create(Activation activation) => _constructor.Value.Invoke(activation);

    public ValueTask DisposeAsync(object? instance)
    {
        if (!_isDisposable)
        {
            return ValueTask.CompletedTask;
        }

        if (instance is IAsyncDisposable later)
        {
            return later.DisposeAsync();
        }

        (instance as IDisposable)?.Dispose();
        return ValueTask.CompletedTask;
    }

    private static TimeSpan AgeOf(Type type, GrainCollectionOptions collection)
    {
        if (type.GetCustomAttribute<CollectionAgeLimitAttribute>() is { } limit)
        {
            return limit.AlwaysActive ? TimeSpan.MaxValue : limit.AgeLimit;
        }

        return collection.ClassSpecificCollectionAge.GetValueOrDefault(
            type.FullName!,
            collection.CollectionAge
        );
    }

    private static int Epochs(TimeSpan age, TimeSpan quantum) =>
        (int)Math.Min(int.MaxValue, Math.Ceiling(age / quantum));

    private bool Overrides(string method)
    {
        if (!Type.IsAssignableTo(typeof(IGrainBase)))
        {
            return false;
        }

        var map = Type.GetInterfaceMap(typeof(IGrainBase));
        var index = Array.FindIndex(map.InterfaceMethods, item => item.Name == method);
        var declaring = map.TargetMethods[index].DeclaringType;
        return declaring != typeof(Grain) && declaring != typeof(IGrainBase);
    }
}
