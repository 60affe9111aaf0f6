using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Ticketing.TestSupport;

/// <summary>A process that a test started, with what it printed. Signals go to its id alone.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private const int KeptCharacters = 20_000;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private bool _disposed;

    private ServerProcess(string name, Process process) => (Name, _process) = (name, process);

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited => _disposed || _process.HasExited;

    /// <summary>The last of what it printed.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts a program with more environment than this process has.</summary>
    public static ServerProcess Start(
        string name,
        string program,
        IEnumerable<string> arguments,
        IEnumerable<KeyValuePair<string, string>> environment
    )
    {
        var description = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var (variable, value) in environment)
        {
            description.Environment[variable] = value;
        }

        var server = new ServerProcess(name, Process.Start(description)!);
        server._process.OutputDataReceived += (_, line) => server.Keep(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Keep(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Sends a signal: KILL, STOP, CONT or TERM.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start(
            "kill",
            [$"-{signal}", _process.Id.ToString(CultureInfo.InvariantCulture)]
        );
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for its end and answers its exit code.</summary>
    public async Task<int> WaitAsync(TimeSpan patience)
    {
        using var source = new CancellationTokenSource(patience);
        await _process.WaitForExitAsync(source.Token);
        return _process.ExitCode;
    }

    /// <summary>Ends it, if it has not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
            if (_output.Length > KeptCharacters)
            {
                _output.Remove(0, _output.Length - KeptCharacters);
            }
        }
    }
}
