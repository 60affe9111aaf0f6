using Microsoft.Extensions.DependencyInjection;
using Ticketing.Queue;

namespace Ticketing.Tests.Support;

/// <summary>
/// One host for all tests of a class, with one clock and one storage. The tests of a class run one after the other, and
/// each opens a sale of its own: <see cref="SaleHost.OpenAsync"/>.
/// </summary>
/// <remarks>
/// Holds and reminders of earlier sales stay, and come due if a later test moves the clock. They change only records
/// of their own sale. So a test starts a host of its own if it restarts or kills the host, has settings, sets the clock
/// back, counts all writes or reminders, makes the storage fail, or looks at the whole catalog.
/// </remarks>
public abstract class SharedHost(short silos) : IAsyncLifetime
{
    private int _sales;

    internal TestHost Host { get; private set; } = null!;

    internal RecordingLines Lines { get; } = new();

    public async Task InitializeAsync() =>
        Host = await TestHost.StartAsync(
            services => services.AddSingleton<IQueueCompletions>(Lines),
            silos: silos
        );

    public Task DisposeAsync() => Host.DisposeAsync().AsTask();

    /// <summary>What the ids of one more sale end with, so that no other sale has them.</summary>
    internal string NextSuffix() => $"-sale{++_sales:000}";
}

/// <inheritdoc/>
public sealed class SharedSilo() : SharedHost(silos: 1);

/// <summary>The same with three silos, for facts about what is on several.</summary>
public sealed class ThreeSharedSilos() : SharedHost(silos: 3);
