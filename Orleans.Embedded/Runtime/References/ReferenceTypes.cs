using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>
/// Generates a reference class for each grain interface. Arguments travel in a <see cref="ValueTuple"/> of their own
/// types, and both ends are compiled code, so a call boxes nothing and looks nothing up.
/// </summary>
internal static class ReferenceTypes
{
    private static readonly Lock s_lock = new();
    private static readonly ConcurrentDictionary<
        Type,
        Func<GrainId, ReferenceKind, GrainReference>
    > s_makers = new();
    private static readonly AssemblyBuilder s_assembly = AssemblyBuilder.DefineDynamicAssembly(
        new AssemblyName("Orleans.Embedded.References"),
        AssemblyBuilderAccess.Run
    );

    private static readonly ModuleBuilder s_module = s_assembly.DefineDynamicModule("References");
    private static readonly HashSet<string> s_opened = [];

    /// <summary>Makes references of the class for the interface.</summary>
    public static Func<GrainId, ReferenceKind, GrainReference> MakerOf(Type grainInterface)
    {
        if (s_makers.TryGetValue(grainInterface, out var maker))
        {
            return maker;
        }

        // Builders are not safe to use from several threads.
        lock (s_lock)
        {
            return s_makers.GetOrAdd(grainInterface, static type => Build(type));
        }
    }

    private static Func<GrainId, ReferenceKind, GrainReference> Build(Type grainInterface)
    {
        Open(typeof(ReferenceTypes));
        Open(grainInterface);
        var type = s_module.DefineType(
            $"{grainInterface.FullName}#{s_makers.Count}",
            TypeAttributes.Class | TypeAttributes.Sealed | TypeAttributes.NotPublic,
            typeof(GrainReference),
            [grainInterface]
        );
        DefineConstructor(type);
        var methods = GrainInterfaces
            .MethodsOf(grainInterface)
            .Select((method, index) => new ReferenceMethod(type, method, index, Open))
            .ToArray();
        var made = type.CreateType();
        foreach (var method in methods)
        {
            method.Connect(made);
        }

        var factory = made.GetMethod(nameof(ReferenceKind.Make), BindingFlags.Static | BindingFlags.Public)!;
        return factory.CreateDelegate<Func<GrainId, ReferenceKind, GrainReference>>();
    }

    private static void DefineConstructor(TypeBuilder type)
    {
        Type[] parameters = [typeof(GrainId), typeof(ReferenceKind)];
        var constructor = type.DefineConstructor(
            MethodAttributes.Public,
            CallingConventions.Standard,
            parameters
        );
        var body = constructor.GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Ldarg_1);
        body.Emit(OpCodes.Ldarg_2);
        body.Emit(
            OpCodes.Call,
            typeof(GrainReference).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, parameters)!
        );
        body.Emit(OpCodes.Ret);

        var make = type.DefineMethod(
            nameof(ReferenceKind.Make),
            MethodAttributes.Public | MethodAttributes.Static,
            typeof(GrainReference),
            parameters
        );
        body = make.GetILGenerator();
        body.Emit(OpCodes.Ldarg_0);
        body.Emit(OpCodes.Ldarg_1);
        body.Emit(OpCodes.Newobj, constructor);
        body.Emit(OpCodes.Ret);
    }

    // Opens the assembly of a type, and those of its generic arguments, to the generated classes.
    private static void Open(Type type)
    {
        foreach (var argument in type.IsConstructedGenericType ? type.GetGenericArguments() : [])
        {
            Open(argument);
        }

        if (type.HasElementType)
        {
            Open(type.GetElementType()!);
        }

        var name = type.Assembly.GetName().Name!;
        if (s_opened.Add(name))
        {
            s_assembly.SetCustomAttribute(
                new CustomAttributeBuilder(
                    typeof(IgnoresAccessChecksToAttribute).GetConstructors()[0],
                    [name]
                )
            );
        }
    }
}
