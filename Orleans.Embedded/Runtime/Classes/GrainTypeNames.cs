using System.Reflection;

namespace Orleans.Runtime;

/// <summary>The kind of a grain class: as its attribute says, else its name in lower case without <c>grain</c> at the end.</summary>
internal static class GrainTypeNames
{
    private const string Suffix = "grain";

    public static GrainType Of(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } attribute)
        {
            return GrainType.Create(attribute.GrainType);
        }

        var name = type.Name.ToLowerInvariant();
        return GrainType.Create(
            name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal)
                ? name[..^Suffix.Length]
                : name
        );
    }
}
