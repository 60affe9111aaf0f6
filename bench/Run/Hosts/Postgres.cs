using System.Diagnostics;
using System.Globalization;

namespace Ticketing.Bench.Run.Hosts;

/// <summary>A PostgreSQL of a run's own: a fresh cluster with fsync on, as its own user where the run is root's.</summary>
internal sealed class Postgres : IDisposable
{
    /// <summary>What differs from PostgreSQL's defaults, the same for everybody who is measured.</summary>
    public static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["fsync"] = "on",
        ["synchronous_commit"] = "on",
        ["full_page_writes"] = "on",
        ["shared_buffers"] = "512MB",
        ["max_wal_size"] = "4GB",
        ["checkpoint_timeout"] = "15min",
        ["max_connections"] = "100",
        ["jit"] = "off",
    };

    private const int FastShutdown = 2;
    private readonly Child server;
    private readonly int port = Workplace.FreePort();
    private readonly string folder;

    /// <summary>Makes the cluster and starts it.</summary>
    public Postgres(Workplace workplace, string name)
    {
        folder = Path.Combine(workplace.Folder, name);
        Directory.CreateDirectory(folder);
        Shell(["chown", "postgres", folder], onlyRoot: true);
        var data = Path.Combine(folder, "data");
        Shell([
            .. AsUser(),
            Tool("initdb"),
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--locale=C",
        ]);
        server = new Child(
            [
                .. AsUser(),
                Tool("postgres"),
                "-D",
                data,
                "-p",
                port.ToString(CultureInfo.InvariantCulture),
                "-h",
                "127.0.0.1",
                "-k",
                folder,
                .. Settings.SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" }),
            ],
            Path.Combine(workplace.Folder, $"{name}.log")
        );
        Wait.Until(() => TrySql("select 1"), TimeSpan.FromSeconds(30), "PostgreSQL did not start.");
    }

    /// <summary>The process at the root of its tree.</summary>
    public int Id => server.Id;

    /// <summary>The version, as the server tells it.</summary>
    public static string Version => Shell([Tool("postgres"), "--version"]).Trim();

    /// <summary>Makes a database.</summary>
    /// <returns>How to connect to it.</returns>
    public string Create(string database)
    {
        Sql($"create database {database}");
        return $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}";
    }

    /// <summary>Runs a statement that has nothing to do with what is measured.</summary>
    public void Sql(string statement) => Shell(Psql(statement));

    /// <inheritdoc/>
    public void Dispose() => server.Stop(FastShutdown);

    private string[] Psql(string statement) =>
        [
            Tool("psql"),
            "-h",
            "127.0.0.1",
            "-p",
            port.ToString(CultureInfo.InvariantCulture),
            "-U",
            "postgres",
            "-qc",
            statement,
        ];

    private bool TrySql(string statement)
    {
        try
        {
            Sql(statement);
            return true;
        }
        catch (InvalidOperationException) when (!server.HasEnded)
        {
            return false;
        }
    }

    private static string[] AsUser() =>
        Environment.UserName == "root"
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
            : [];

    private static string Tool(string name)
    {
        // Debian keeps the server's programs apart by version; elsewhere they are on the path.
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory
                .EnumerateDirectories("/usr/lib/postgresql")
                .OrderDescending()
                .Select(version => Path.Combine(version, "bin", name))
                .FirstOrDefault(File.Exists)
            : null;
        return installed ?? name;
    }

    private static string Shell(IReadOnlyList<string> command, bool onlyRoot = false)
    {
        if (onlyRoot && Environment.UserName != "root")
        {
            return "";
        }
        using var process = Process.Start(
            new ProcessStartInfo(command[0], command.Skip(1))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = "/",
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"{string.Join(' ', command)}: {errors.Result}");
    }
}
