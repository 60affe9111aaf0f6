using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>What counts as a grain interface and as a grain class, and what their methods may look like.</summary>
internal static class GrainInterfaces
{
    private static readonly HashSet<Type> s_markers =
    [
        typeof(IGrain),
        typeof(IAddressable),
        typeof(IGrainWithGuidKey),
        typeof(IGrainWithIntegerKey),
        typeof(IGrainWithStringKey),
    ];

    public static bool IsGrainInterface(Type type) =>
        type.IsInterface && !s_markers.Contains(type) && type.IsAssignableTo(typeof(IGrain));

    /// <summary>A concrete class with a grain interface of the application. Private nested classes are not found.</summary>
    public static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsNestedPrivate: false, ContainsGenericParameters: false }
        && !type.IsAssignableTo(typeof(GrainReference))
        && type.IsAssignableTo(typeof(IGrain))
        && type.GetInterfaces().Any(IsGrainInterface);

    /// <summary>The methods of an interface and of those that it extends.</summary>
    public static MethodInfo[] MethodsOf(Type grainInterface) =>
        [
            .. new[] { grainInterface }
                .Concat(grainInterface.GetInterfaces())
                .SelectMany(static item => item.GetMethods(BindingFlags.Public | BindingFlags.Instance)),
        ];

    /// <summary>The type of the result, <see cref="Nothing"/> for none.</summary>
    /// <exception cref="OrleansConfigurationException">A grain method cannot look like this.</exception>
    public static Type ResultOf(MethodInfo method)
    {
        var returned = method.ReturnType;
        var result =
            returned == typeof(Task) || returned == typeof(ValueTask) ? typeof(Nothing)
            : returned.IsGenericType
            && (
                returned.GetGenericTypeDefinition() == typeof(Task<>)
                || returned.GetGenericTypeDefinition() == typeof(ValueTask<>)
            )
                ? returned.GetGenericArguments()[0]
            : null;
        var problem =
            result is null ? "must return Task, Task<T>, ValueTask or ValueTask<T>"
            : method.IsGenericMethodDefinition ? "must not be generic"
            : method.GetParameters().Length > 7 ? "must not have more than seven parameters"
            : method.GetParameters().Any(static item => item.ParameterType.IsByRef)
                ? "must not have ref parameters"
            : IsOneWay(method) && result != typeof(Nothing) ? "is [OneWay], so it must not have a result"
            : null;
        return problem is null
            ? result!
            : throw new OrleansConfigurationException(
                $"Grain method {method.DeclaringType!.FullName}.{method.Name} {problem}."
            );
    }

    public static bool IsOneWay(MethodInfo method) => method.IsDefined(typeof(OneWayAttribute));
}
