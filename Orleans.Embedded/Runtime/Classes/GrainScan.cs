using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Orleans.Runtime;

/// <summary>
/// Finds the grain classes of the application: those of every assembly that refers to this one and is loaded, or lies
/// beside the program. What has been loaded by chance before makes no difference.
/// </summary>
internal static class GrainScan
{
    private static readonly string s_self = typeof(GrainScan).Assembly.GetName().Name!;
    private static readonly Lazy<Type[]> s_classes = new(Scan);

    public static IReadOnlyList<Type> Classes => s_classes.Value;

    private static Type[] Scan()
    {
        var assemblies = AppDomain
            .CurrentDomain.GetAssemblies()
            .Where(static assembly => !assembly.IsDynamic)
            .Where(static assembly =>
                assembly.GetReferencedAssemblies().Any(static name => name.Name == s_self)
            )
            .DistinctBy(static assembly => assembly.GetName().Name)
            .ToDictionary(static assembly => assembly.GetName().Name!, StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (!assemblies.ContainsKey(name) && RefersToUs(file))
            {
                assemblies[name] = Assembly.Load(new AssemblyName(name));
            }
        }

        return
        [
            .. assemblies
                .OrderBy(static item => item.Key, StringComparer.Ordinal)
                .SelectMany(static item => item.Value.GetTypes())
                .Where(GrainInterfaces.IsGrainClass)
                .OrderBy(static type => type.FullName, StringComparer.Ordinal),
        ];
    }

    // Reads the list of references without loading the assembly.
    private static bool RefersToUs(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            using var image = new PEReader(stream);
            if (!image.HasMetadata)
            {
                return false;
            }

            var metadata = image.GetMetadataReader();
            return metadata
                .AssemblyReferences.Select(metadata.GetAssemblyReference)
                .Any(reference => metadata.StringComparer.Equals(reference.Name, s_self));
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
