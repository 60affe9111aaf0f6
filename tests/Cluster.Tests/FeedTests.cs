using Ticketing.TestSupport;

namespace Ticketing.Cluster.Tests;

/// <summary>What a build for a cluster says where the package feed cannot give it what it needs.</summary>
public sealed class FeedTests
{
    [Fact]
    public async Task A_feed_without_the_packages_is_told_in_one_sentence_that_names_the_default()
    {
        var empty = Directory.CreateTempSubdirectory("ticketing-feed-");
        string[] arguments =
        [
            "build",
            Path.Combine(Root(), "Grains.Abstractions"),
            "-nologo",
            "-p:GrainRuntime=Orleans",
            "-p:OrleansVersion=9999.0.0",
            $"-p:RestoreSources={empty.FullName}",
        ];
        // A feed that this very run was told of has its say no more; and no build server outlives the test.
        Dictionary<string, string> environment = new()
        {
            ["RestoreConfigFile"] = "",
            ["MSBUILDDISABLENODEREUSE"] = "1",
        };

        await using var build = ServerProcess.Start("build", "dotnet", arguments, environment);
        var code = await build.WaitAsync(TimeSpan.FromMinutes(2));

        code.ShouldNotBe(0);
        build.Output.ShouldNotContain("NU1");
        var errors = build
            .Output.Split(System.Environment.NewLine)
            .Where(line => line.Contains("error", StringComparison.Ordinal))
            .Select(line => line.Trim())
            .Distinct()
            .ToList();
        errors.Count.ShouldBe(1, build.Output);
        errors[0].ShouldContain("The package feed lacks Microsoft.Orleans packages");
        errors[0].ShouldContain("embedded default");
        empty.Delete(recursive: true);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Orleans.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
