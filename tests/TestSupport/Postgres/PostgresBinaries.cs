namespace Ticketing.TestSupport;

/// <summary>Finds the PostgreSQL server's programs on this machine.</summary>
public static class PostgresBinaries
{
    private const string DebianRoot = "/usr/lib/postgresql";

    /// <summary>The folder that holds <c>initdb</c> and <c>postgres</c>; null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>Why tests against PostgreSQL cannot run here; null where they can.</summary>
    public static string? WhyMissing =>
        Folder is not null
            ? null
            : $"No PostgreSQL server is installed: initdb is neither in {DebianRoot}/*/bin nor in PATH. "
                + "On Debian: apt-get install postgresql";

    private static string? Find()
    {
        var installed = Directory.Exists(DebianRoot)
            ? Directory
                .GetDirectories(DebianRoot)
                .OrderByDescending(folder =>
                    int.TryParse(Path.GetFileName(folder), out var version) ? version : 0
                )
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var inPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
            Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries
        );
        return installed.Concat(inPath).FirstOrDefault(IsComplete);
    }

    private static bool IsComplete(string folder) =>
        File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));
}
