namespace Orleans.Runtime;

/// <summary>The grain classes of the process.</summary>
internal sealed class GrainClassOptions
{
    public List<Type> Classes { get; } = [.. GrainScan.Classes];
}
