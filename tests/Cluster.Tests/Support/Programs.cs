namespace Ticketing.Cluster.Tests.Support;

/// <summary>Where the programs are that this build made: beside this test's own output.</summary>
internal static class Programs
{
    private static readonly DirectoryInfo Output = new(AppContext.BaseDirectory.TrimEnd('/'));

    // artifacts/Orleans/bin/Cluster.Tests/debug → artifacts/Orleans/bin
    private static string Bin => Output.Parent!.Parent!.FullName;

    public static string Silo => Of("Silo");

    public static string FrontEnd => Of("WebFrontend");

    public static string Rehearsal => Of("Rehearsal");

    /// <summary>The front end of a build for one process, or null where there is none.</summary>
    public static string? SingleProcess =>
        new[] { "debug", "release" }
            .Select(build =>
                Path.Combine(Bin, "..", "..", "Embedded", "bin", "WebFrontend", build, "WebFrontend")
            )
            .FirstOrDefault(File.Exists);

    private static string Of(string project) => Path.Combine(Bin, project, Output.Name, project);
}
