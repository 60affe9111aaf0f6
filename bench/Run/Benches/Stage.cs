using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Net;
using Ticketing.Bench.Load.Scenarios;
using Ticketing.Bench.Run.Figures;
using Ticketing.Bench.Run.Hosts;

namespace Ticketing.Bench.Run.Benches;

/// <summary>A server under load: its connections, and what prepares it.</summary>
internal sealed class Stage : IDisposable
{
    private const int PrepareConnections = 128;
    private static int prefixes;

    /// <summary>Opens connections to a server.</summary>
    public Stage(Server server)
    {
        Server = server;
        Loop = new EventLoop(server.Url);
        Prepare = new Prepare(Loop, Servers.AdminKey, PrepareConnections);
    }

    /// <summary>The server.</summary>
    public Server Server { get; }

    /// <summary>The connections.</summary>
    public EventLoop Loop { get; }

    /// <summary>Makes what must be there.</summary>
    public Prepare Prepare { get; }

    /// <summary>A prefix for names that no other turn has.</summary>
    public static string FreshPrefix() => $"u{Interlocked.Increment(ref prefixes)}x";

    /// <summary>A stretch of time to measure.</summary>
    public Window Window(Plan plan) => new(Server.Meter(), plan.WarmUpTime, plan.MeasuredTime);

    /// <summary>A stretch without warming up, of so many seconds at most.</summary>
    public Window WindowAtOnce(double seconds) =>
        new(Server.Meter(), TimeSpan.Zero, TimeSpan.FromSeconds(seconds));

    /// <summary>Reconciles money, seats and tickets on the running server.</summary>
    /// <exception cref="InvalidOperationException">They do not agree, and so nothing measured counts.</exception>
    public void Audit(Recorder recorder)
    {
        var answer = Prepare.One("POST", "/api/admin/audit", "{}");
        if (!answer.Contains("\"ok\":true", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"The audit is not clean: {answer}");
        }
        recorder.Facts["audits_clean"] = (int)recorder.Facts.GetValueOrDefault("audits_clean", 0) + 1;
    }

    /// <inheritdoc/>
    public void Dispose() => Loop.Dispose();
}
