namespace Orleans;

/// <summary>
/// Marks a type that crosses grain boundaries. In one process nothing is serialized: arguments and results are handed
/// over as they are, so they must not be changed after they were sent.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether parameters of a primary constructor are part of what is serialized.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
