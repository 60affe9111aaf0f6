using System.Runtime.CompilerServices;

namespace Orleans.Storage;

/// <summary>The value of a state of which nothing is stored.</summary>
internal static class NewState
{
    /// <summary>
    /// A new object, made without its constructor where that takes parameters; the zero value of a struct; null for
    /// what cannot be made: interfaces, abstract classes, arrays and strings.
    /// </summary>
    public static T Of<T>() => Factory<T>.Make();

    private static class Factory<T>
    {
        public static readonly Func<T> Make = Choose();

        private static Func<T> Choose()
        {
            var type = typeof(T);
            if (type.IsValueType || type.IsAbstract || type.IsArray || type == typeof(string))
            {
                return static () => default!;
            }

            return type.GetConstructor(Type.EmptyTypes) is null
                ? static () => (T)RuntimeHelpers.GetUninitializedObject(typeof(T))
                : Activator.CreateInstance<T>;
        }
    }
}
