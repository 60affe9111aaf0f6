namespace Orleans.Runtime;

/// <summary>Which grain class stands behind an interface, and behind the type in a grain's identity.</summary>
internal sealed class GrainCatalog
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly Dictionary<Type, List<GrainClass>> _byInterface = [];

    /// <exception cref="OrleansConfigurationException">Two classes claim one interface or one type.</exception>
    public GrainCatalog(IEnumerable<GrainClass> classes)
    {
        foreach (var item in classes)
        {
            if (!_byType.TryAdd(item.GrainType, item))
            {
                throw new OrleansConfigurationException(
                    $"Grain classes {_byType[item.GrainType].Type.FullName} and {item.Type.FullName} have the same grain "
                        + $"type \"{item.GrainType}\". Give one of them another by [GrainType]."
                );
            }

            foreach (var grainInterface in item.Interfaces)
            {
                if (!_byInterface.TryGetValue(grainInterface, out var list))
                {
                    _byInterface[grainInterface] = list = [];
                }

                list.Add(item);
            }
        }

        ThrowIfShared();
    }

    public GrainClass? Find(GrainType grainType) => _byType.GetValueOrDefault(grainType);

    /// <summary>The class behind an interface, or the one of several whose name starts with the prefix.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    public GrainClass Get(Type grainInterface, string? classNamePrefix)
    {
        var all = _byInterface.GetValueOrDefault(grainInterface) ?? [];
        var matching = classNamePrefix is null
            ? all
            : all.FindAll(item => item.Type.FullName!.StartsWith(classNamePrefix, StringComparison.Ordinal));
        return matching.Count switch
        {
            1 => matching[0],
            0 => throw new ArgumentException(
                $"Could not find an implementation for interface {grainInterface.FullName}."
            ),
            _ => throw new ArgumentException(
                $"Interface {grainInterface.FullName} has several implementations: "
                    + $"{string.Join(", ", matching.Select(static item => item.Type.FullName))}."
            ),
        };
    }

    // An interface that a class has only because another of its interfaces extends it may have many classes, as
    // IRemindable has. One that a class implements by itself names that class, so it cannot name two.
    private void ThrowIfShared()
    {
        foreach (var (grainInterface, classes) in _byInterface)
        {
            var own = classes.FindAll(item =>
                grainInterface.Assembly != typeof(GrainCatalog).Assembly
                && !item.Interfaces.Any(other =>
                    other != grainInterface && other.IsAssignableTo(grainInterface)
                )
            );
            if (own.Count > 1)
            {
                throw new OrleansConfigurationException(
                    $"Grain interface {grainInterface.FullName} is implemented by "
                        + $"{string.Join(" and ", own.Select(static item => item.Type.FullName))}; it must be one class."
                );
            }
        }
    }
}
