namespace Ticketing.Cluster.Tests.Support;

/// <summary>Where the programs are that the tests start.</summary>
internal static class Programs
{
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd('/'));

    public static string Silo => Of("Silo");

    public static string WebFrontend => Of("WebFrontend");

    public static string Rehearsal => Of("Rehearsal");

    /// <summary>HAProxy, or null if it is not installed.</summary>
    public static string? HaProxy { get; } =
        (System.Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Append("/usr/sbin")
            .Select(folder => Path.Combine(folder, "haproxy"))
            .FirstOrDefault(File.Exists);

    // This build's own: artifacts/bin/Cluster.Tests/debug → artifacts/bin/Silo/debug/Silo.
    private static string Of(string project) =>
        Path.Combine(Output.Parent!.Parent!.FullName, project, Output.Name, project);
}
