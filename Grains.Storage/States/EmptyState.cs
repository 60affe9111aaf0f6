namespace Ticketing.Storage;

/// <summary>What a state is where nothing is stored: a new object, or null for a type that cannot be made of nothing.</summary>
internal static class EmptyState
{
    public static T? Create<T>() => Maker<T>.CanCreate ? Activator.CreateInstance<T>() : default;

    private static class Maker<T>
    {
        public static readonly bool CanCreate =
            typeof(T).IsValueType
            || typeof(T) is { IsAbstract: false } type && type.GetConstructor(Type.EmptyTypes) is not null;
    }
}
