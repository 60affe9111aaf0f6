using System.Collections.Concurrent;

namespace Orleans.Runtime;

/// <summary>Makes references.</summary>
internal sealed class ReferenceFactory(Silo silo)
{
    private readonly ConcurrentDictionary<(Type Interface, GrainClass Class), ReferenceKind> _kinds = new();
    private readonly ConcurrentDictionary<Type, ReferenceKind> _kindsByInterface = new();

    public GrainReference Make(Type grainInterface, IdSpan key, string? classNamePrefix)
    {
        var kind = classNamePrefix is null
            ? _kindsByInterface.GetOrAdd(
                grainInterface,
                static (type, self) => self.KindOf(type, classNamePrefix: null),
                this
            )
            : KindOf(grainInterface, classNamePrefix);
        return kind.Make(new GrainId(kind.Class.GrainType, key));
    }

    /// <exception cref="ArgumentException">No class has the type of the identity.</exception>
    /// <exception cref="InvalidCastException">The class does not implement the interface.</exception>
    public GrainReference Make(Type grainInterface, GrainId grainId)
    {
        var grainClass = ClassOf(grainId);
        return grainClass.Interfaces.Contains(grainInterface)
            ? KindOf(grainInterface, grainClass).Make(grainId)
            : throw new InvalidCastException(
                $"Grain {grainId} is a {grainClass.Type.FullName}, which does not implement {grainInterface.FullName}."
            );
    }

    public GrainReference Untyped(GrainId grainId) => Untyped(grainId, ClassOf(grainId));

    public GrainReference Untyped(GrainId grainId, GrainClass grainClass) =>
        KindOf(grainClass.Interfaces[0], grainClass).Make(grainId);

    private GrainClass ClassOf(GrainId grainId) =>
        silo.Catalog.Find(grainId.Type)
        ?? throw new ArgumentException($"There is no grain class for grain {grainId}.");

    private ReferenceKind KindOf(Type grainInterface, string? classNamePrefix) =>
        KindOf(grainInterface, silo.Catalog.Get(grainInterface, classNamePrefix));

    private ReferenceKind KindOf(Type grainInterface, GrainClass grainClass) =>
        _kinds.GetOrAdd(
            (grainInterface, grainClass),
            static (key, silo) =>
                new ReferenceKind(silo, key.Interface, key.Class, ReferenceTypes.MakerOf(key.Interface)),
            silo
        );
}
