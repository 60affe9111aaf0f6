namespace Orleans;

/// <summary>Names the kind of a grain class, so that renaming the class does not lose its state.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class GrainTypeAttribute : Attribute
{
    /// <summary>Names the kind.</summary>
    public GrainTypeAttribute(string grainType) => GrainType = grainType;

    internal string GrainType { get; }
}
