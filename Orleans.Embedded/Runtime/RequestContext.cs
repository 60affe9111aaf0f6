namespace Orleans.Runtime;

/// <summary>
/// Values that flow with calls: what is set here is seen by every grain that is called from here on, and by those that
/// they call. What a grain sets does not flow back. Values must be immutable.
/// </summary>
public static class RequestContext
{
    private static readonly AsyncLocal<Dictionary<string, object>?> s_values = new();

    /// <summary>The names that are set.</summary>
    public static IEnumerable<string> Keys => s_values.Value?.Keys ?? Enumerable.Empty<string>();

    /// <summary>Names and values that are set.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => s_values.Value ?? [];

    // Never changed in place: whoever holds it keeps what it saw.
    internal static Dictionary<string, object>? Values
    {
        get => s_values.Value;
        set => s_values.Value = value;
    }

    /// <summary>The value of that name; null when there is none.</summary>
    public static object? Get(string key) =>
        s_values.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value.</summary>
    public static void Set(string key, object value) =>
        s_values.Value = new Dictionary<string, object>(s_values.Value ?? []) { [key] = value };

    /// <summary>Removes a value; false when there is none.</summary>
    public static bool Remove(string key)
    {
        if (s_values.Value is not { } values || !values.ContainsKey(key))
        {
            return false;
        }

        var rest = new Dictionary<string, object>(values);
        rest.Remove(key);
        s_values.Value = rest.Count == 0 ? null : rest;
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear() => s_values.Value = null;
}
