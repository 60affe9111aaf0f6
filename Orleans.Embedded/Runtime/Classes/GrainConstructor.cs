using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>
/// Constructs grains of one class. States and the context are given; everything else comes from the services, out of a
/// scope of the activation's own unless all of it is shared by the whole process anyway.
/// </summary>
internal sealed class GrainConstructor
{
    private readonly ObjectFactory _factory;
    private readonly GivenArgument[] _given;
    private readonly IServiceProvider _root;
    private readonly bool _needsScope;

    public GrainConstructor(Type type, IServiceProvider root, IServiceCollection services)
    {
        var constructors = type.GetConstructors();
        var parameters = constructors.Length == 1 ? constructors[0].GetParameters() : Preferred(constructors);
        _root = root;
        var made = parameters
            .Select(item => (Parameter: item, Given: GivenArgument.For(type, item, root)))
            .ToArray();
        _given = [.. made.Select(static item => item.Given).OfType<GivenArgument>()];
        _needsScope = made.Any(item =>
            item.Given is null && !ServiceLifetimes.IsSingleton(services, item.Parameter)
        );
        _factory = ActivatorUtilities.CreateFactory(type, [.. _given.Select(static item => item.Type)]);
    }

    public object Invoke(Activation activation)
    {
        var arguments = new object[_given.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = _given[i].Make(activation);
        }

        return _factory(_needsScope ? activation.ActivationServices : _root, arguments);
    }

    private static ParameterInfo[] Preferred(ConstructorInfo[] constructors) =>
        (
            constructors.FirstOrDefault(static item =>
                item.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute))
            ) ?? constructors.MaxBy(static item => item.GetParameters().Length)
        )?.GetParameters() ?? [];
}
