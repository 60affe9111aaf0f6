using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ticketing.Bench.Run.Hosts;

/// <summary>A process that a run has started, and ends by its own id. What it prints goes to a file.</summary>
internal sealed partial class Child : IDisposable
{
    private const int Terminate = 15;
    private readonly Process process;
    private bool disposed;

    /// <summary>Starts a program; the shell that opens its log gives way to it, so that the id is the program's own.</summary>
    public Child(
        IEnumerable<string> command,
        string log,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        LogFile = log;
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add("log=$1; shift; exec \"$@\" >> \"$log\" 2>&1");
        start.ArgumentList.Add("sh");
        start.ArgumentList.Add(log);
        foreach (var word in command)
        {
            start.ArgumentList.Add(word);
        }
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }
        process = Process.Start(start) ?? throw new InvalidOperationException("It did not start.");
    }

    /// <summary>The process.</summary>
    public int Id => process.Id;

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => process.HasExited;

    /// <summary>Where it prints.</summary>
    public string LogFile { get; }

    /// <summary>Asks it to end and waits; what does not end in 20 seconds is killed.</summary>
    public void Stop(int signal = Terminate)
    {
        if (process.HasExited)
        {
            return;
        }
        Signal(process.Id, signal);
        if (!process.WaitForExit(TimeSpan.FromSeconds(20)))
        {
            Kill();
        }
    }

    /// <summary>Kills it as a power cut would.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!disposed)
        {
            disposed = true;
            Stop();
            process.Dispose();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Signal(int id, int signal);
}
