namespace System.Runtime.CompilerServices;

/// <summary>
/// Known to the runtime by its name: lets the assembly that carries it use internal types of another. The generated
/// references need it for internal grain interfaces.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName => assemblyName;
}
