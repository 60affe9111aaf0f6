using System.Reflection;
using System.Reflection.Emit;

namespace Orleans.Runtime;

/// <summary>
/// Generates one method of a reference class: the method that packs its arguments and calls, and a static one that
/// unpacks them and calls the grain.
/// </summary>
internal sealed class ReferenceMethod
{
    private static readonly Type[] s_tuples =
    [
        typeof(ValueTuple),
        typeof(ValueTuple<>),
        typeof(ValueTuple<,>),
        typeof(ValueTuple<,,>),
        typeof(ValueTuple<,,,>),
        typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>),
        typeof(ValueTuple<,,,,,,>),
    ];

    private readonly MethodInfo _method;
    private readonly Type[] _parameters;
    private readonly Type _result;
    private readonly Type _tuple;
    private readonly string _name;
    private readonly bool _hasToken;

    public ReferenceMethod(TypeBuilder type, MethodInfo method, int index, Action<Type> open)
    {
        _method = method;
        _name = $"{method.Name}#{index}";
        _parameters = [.. method.GetParameters().Select(static item => item.ParameterType)];
        _result = GrainInterfaces.ResultOf(method);
        _tuple =
            _parameters.Length == 0
                ? typeof(ValueTuple)
                : s_tuples[_parameters.Length].MakeGenericType(_parameters);
        _hasToken = _parameters.Contains(typeof(CancellationToken));
        foreach (var used in _parameters.Append(_result).Append(method.DeclaringType!))
        {
            open(used);
        }

        var field = type.DefineField(_name, MethodType, FieldAttributes.Public | FieldAttributes.Static);
        DefineCall(type, field);
        DefineInvoke(type);
        if (_hasToken)
        {
            DefineToken(type);
        }
    }

    private Type MethodType => typeof(GrainMethod<,>).MakeGenericType(_tuple, _result);

    /// <summary>Fills the field of the finished class that its method calls through.</summary>
    public void Connect(Type made)
    {
        var token = _hasToken
            ? Delegate(made, "Token", typeof(Func<,>), _tuple, typeof(CancellationToken))
            : null;
        made.GetField(_name)!
            .SetValue(
                obj: null,
                Activator.CreateInstance(
                    MethodType,
                    $"{_method.DeclaringType!.Name}.{_method.Name}",
                    GrainInterfaces.IsOneWay(_method),
                    Delegate(made, "Invoke", typeof(Func<,,>), typeof(object), _tuple, typeof(Task)),
                    token
                )
            );
    }

    private Delegate Delegate(Type made, string prefix, Type generic, params Type[] arguments) =>
        made.GetMethod(prefix + _name)!.CreateDelegate(generic.MakeGenericType(arguments));

    // return (TReturned)Call(field, (arguments));
    private void DefineCall(TypeBuilder type, FieldInfo field)
    {
        var call = type.DefineMethod(
            _name,
            MethodAttributes.Private
                | MethodAttributes.Virtual
                | MethodAttributes.Final
                | MethodAttributes.NewSlot,
            _method.ReturnType,
            _parameters
        );
        var body = call.GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Ldsfld, field);
        if (_parameters.Length == 0)
        {
            var empty = body.DeclareLocal(typeof(ValueTuple));
            body.Emit(OpCodes.Ldloc, empty);
        }
        else
        {
            for (var i = 0; i < _parameters.Length; i++)
            {
                body.Emit(OpCodes.Ldarg, i + 1);
            }

            body.Emit(OpCodes.Newobj, _tuple.GetConstructor(_parameters)!);
        }

        body.Emit(
            OpCodes.Call,
            typeof(GrainReference)
                .GetMethod("Call", BindingFlags.Instance | BindingFlags.NonPublic)!
                .MakeGenericMethod(_tuple, _result)
        );
        var returned = _method.ReturnType;
        if (returned.IsValueType)
        {
            var inner = returned.IsGenericType ? typeof(Task<>).MakeGenericType(_result) : typeof(Task);
            body.Emit(OpCodes.Castclass, inner);
            body.Emit(OpCodes.Newobj, returned.GetConstructor([inner])!);
        }
        else if (returned != typeof(Task))
        {
            body.Emit(OpCodes.Castclass, returned);
        }

        body.Emit(OpCodes.Ret);
        type.DefineMethodOverride(call, _method);
    }

    // static Task Invoke(object grain, TTuple arguments) => ((TInterface)grain).Method(arguments…);
    private void DefineInvoke(TypeBuilder type)
    {
        var invoke = type.DefineMethod(
            "Invoke" + _name,
            MethodAttributes.Public | MethodAttributes.Static,
            typeof(Task),
            [typeof(object), _tuple]
        );
        var body = invoke.GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Castclass, _method.DeclaringType!);
        for (var i = 0; i < _parameters.Length; i++)
        {
            body.Emit(OpCodes.Ldarg_1);
            body.Emit(OpCodes.Ldfld, _tuple.GetField($"Item{i + 1}")!);
        }

        body.Emit(OpCodes.Callvirt, _method);
        var returned = _method.ReturnType;
        if (returned.IsValueType)
        {
            var local = body.DeclareLocal(returned);
            body.Emit(OpCodes.Stloc, local);
            body.Emit(OpCodes.Ldloca, local);
            body.Emit(OpCodes.Call, returned.GetMethod(nameof(ValueTask.AsTask))!);
        }

        body.Emit(OpCodes.Ret);
    }

    // static CancellationToken Token(TTuple arguments) => arguments.ItemN;
    private void DefineToken(TypeBuilder type)
    {
        var token = type.DefineMethod(
            "Token" + _name,
            MethodAttributes.Public | MethodAttributes.Static,
            typeof(CancellationToken),
            [_tuple]
        );
        var body = token.GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(
            OpCodes.Ldfld,
            _tuple.GetField($"Item{Array.IndexOf(_parameters, typeof(CancellationToken)) + 1}")!
        );
        body.Emit(OpCodes.Ret);
    }
}
