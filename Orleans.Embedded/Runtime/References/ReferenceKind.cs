namespace Orleans.Runtime;

/// <summary>What all references to grains of one class through one interface share.</summary>
internal sealed class ReferenceKind(
    Silo silo,
    Type grainInterface,
    GrainClass grainClass,
    Func<GrainId, ReferenceKind, GrainReference> make
)
{
    public Silo Silo => silo;

    public Type Interface => grainInterface;

    public GrainClass Class => grainClass;

    public GrainReference Make(GrainId grainId) => make(grainId, this);
}
