namespace Orleans.Runtime;

public abstract partial class GrainReference
{
    internal GrainReference(GrainId grainId) => GrainId = grainId;

    internal abstract object CastTo(Type interfaceType);
}
