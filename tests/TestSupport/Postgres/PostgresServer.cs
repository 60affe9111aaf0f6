using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Ticketing.TestSupport;

/// <summary>
/// A PostgreSQL server of this process's own: a new cluster in a temporary folder, reachable on the loopback address
/// only, with all commits on disk as in production. <see cref="SharedAsync"/> gives the one that all tests of a process
/// share; a test that stops a server makes its own. However the process ends, its servers end with it and their folders
/// are removed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> Shared = new(CreateAsync);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string _folder;
    private readonly int _port;
    private int _databases;
    private Process? _process;

    private PostgresServer(string folder, int port)
    {
        _folder = folder;
        _port = port;
    }

    /// <summary>The server that the tests of this process share; it ends with the process.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>Makes a cluster and starts a server on it.</summary>
    /// <exception cref="InvalidOperationException">There is no PostgreSQL here, or it does not start.</exception>
    public static async Task<PostgresServer> CreateAsync()
    {
        if (PostgresBinaries.WhyMissing is { } reason)
        {
            throw new InvalidOperationException(reason);
        }

        var folder = Directory.CreateTempSubdirectory("ticketing-pg-").FullName;
        var server = new PostgresServer(folder, Loopback.FreePort());
        try
        {
            if (PostgresCommand.RunsAsOtherUser)
            {
                await PostgresCommand.RunAsync(
                    "chown",
                    [PostgresCommand.OtherUser, folder],
                    asOtherUser: false
                );
            }

            await PostgresCommand.RunAsync(
                Program("initdb"),
                ["-D", server.Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
            );
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private string Data => Path.Combine(_folder, "data");

    /// <summary>Makes an empty database and returns how to connect to it.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = "test_" + Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture);
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    /// <summary>Starts the server on its data, after <see cref="StopAsync"/> or <see cref="KillAsync"/>.</summary>
    public async Task StartAsync()
    {
        _process = PostgresCommand.StartServer(
            _folder,
            Program("postgres"),
            [
                "-D",
                Data,
                "-p",
                _port.ToString(CultureInfo.InvariantCulture),
                "-k",
                _folder,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "max_connections=200",
            ]
        );
        await WaitUntilItAnswersAsync();
    }

    /// <summary>Stops the server, ending its connections; what was committed stays.</summary>
    public Task StopAsync() => EndAsync("INT");

    /// <summary>Ends the server as a power cut would; what was committed is there after the next start.</summary>
    public Task KillAsync() => EndAsync("QUIT");

    /// <summary>Stops the server and removes its folder.</summary>
    public async ValueTask DisposeAsync()
    {
        // The end of the words that the server's keeper listens for: it stops the server and removes the folder.
        await EndAsync(null);
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static string Program(string name) => Path.Combine(PostgresBinaries.Folder!, name);

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database}";

    private async Task WaitUntilItAnswersAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            try
            {
                await using var connection = new NpgsqlConnection(
                    ConnectionString("postgres") + ";Pooling=false"
                );
                await connection.OpenAsync(patience.Token);
                return;
            }
            catch (NpgsqlException exception) when (patience.IsCancellationRequested || _process!.HasExited)
            {
                var log = await File.ReadAllTextAsync(Path.Combine(_folder, PostgresCommand.LogFile));
                throw new InvalidOperationException($"PostgreSQL did not start: {log}", exception);
            }
            catch (NpgsqlException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private async Task EndAsync(string? word)
    {
        if (_process is not { } process)
        {
            return;
        }

        _process = null;
        if (word is not null)
        {
            await process.StandardInput.WriteLineAsync(word);
        }

        process.StandardInput.Close();
        using var patience = new CancellationTokenSource(Patience);
        await process.WaitForExitAsync(patience.Token);
        process.Dispose();
    }
}
