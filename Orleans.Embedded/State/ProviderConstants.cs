namespace Orleans.Providers;

/// <summary>Well-known names of providers.</summary>
public static class ProviderConstants
{
    /// <summary>The name of the storage that is used where none is named.</summary>
    public const string DEFAULT_STORAGE_PROVIDER_NAME = "Default";
}
