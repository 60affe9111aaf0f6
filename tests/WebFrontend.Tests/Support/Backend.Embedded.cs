using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Ticketing.TestSupport;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>What stands behind the server: here nothing, it runs the grains itself on a file.</summary>
internal sealed class Backend : IAsyncDisposable
{
    private Backend(string folder) =>
        Settings = new() { ["Storage:Path"] = Path.Combine(folder, "tickets.db") };

    /// <summary>Where the server finds it.</summary>
    public Dictionary<string, string?> Settings { get; }

    public static Task<Backend> PrepareAsync(string folder, IReadOnlyDictionary<string, string?> settings)
    {
        _ = settings;
        return Task.FromResult(new Backend(folder));
    }

    public Task StartAsync(
        Action<IHostApplicationBuilder> configure,
        IEnumerable<Action<IHostApplicationBuilder>> changes
    )
    {
        _ = (configure, changes);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

internal static class ManualClock
{
    /// <summary>Everything in the embedded runtime runs on the one clock.</summary>
    public static void UseManualClock(this IServiceCollection services, ManualTimeProvider clock) =>
        services.AddSingleton<TimeProvider>(clock);
}
