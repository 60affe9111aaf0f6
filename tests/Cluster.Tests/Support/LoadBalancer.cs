using Ticketing.TestSupport;

namespace Ticketing.Cluster.Tests.Support;

/// <summary>HAProxy before the front ends, with the configuration that operators have.</summary>
internal static class LoadBalancer
{
    private static readonly string Template = Path.Combine(AppContext.BaseDirectory, "haproxy.cfg");

    /// <summary>Starts it.</summary>
    /// <param name="url">Where it listens.</param>
    /// <param name="servers">What it forwards to.</param>
    public static ServerProcess Start(Uri url, IEnumerable<Uri> servers)
    {
        var lines = File.ReadLines(Template)
            .Where(line => !line.TrimStart().StartsWith("server ", StringComparison.Ordinal))
            .Concat(servers.Select((server, i) => $"    server front-{i + 1} {server.Authority} check"));
        var file = Path.Combine(AppContext.BaseDirectory, "haproxy-of-the-test.cfg");
        File.WriteAllLines(file, lines);
        return ServerProcess.Start(
            "HAProxy",
            Programs.HaProxy!,
            ["-db", "-f", file],
            [KeyValuePair.Create("HAPROXY_BIND", url.Authority)]
        );
    }
}
