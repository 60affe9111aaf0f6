using Ticketing.TestSupport;

namespace Ticketing.Storage.Bench;

/// <summary>The embedded runtime has no second storage to compare with.</summary>
internal static class SiloMeasurement
{
    public static Task RunAsync(PostgresServer server, TimeSpan duration, int turns)
    {
        Console.WriteLine("silo        skipped: built on the embedded runtime; -p:GrainRuntime=Orleans");
        return Task.CompletedTask;
    }
}
