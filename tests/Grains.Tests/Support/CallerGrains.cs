using System.Collections.Concurrent;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Ticketing.Tests.Support;

/// <summary>Calls others as it is told to, for the tests of <see cref="CallCycles"/>. The key is a name.</summary>
[Alias("tests.caller")]
public interface ICallerGrain : IGrainWithStringKey
{
    /// <summary>Calls the first of the route with the rest of it, and waits.</summary>
    [Alias("call")]
    Task CallAsync(params string[] route);

    /// <summary>The same, but nobody waits for it.</summary>
    [OneWay]
    [Alias("tell")]
    Task TellAsync(params string[] route);

    /// <summary>Calls all of them, the next when the one before has answered.</summary>
    [Alias("call-each")]
    Task CallEachAsync(params string[] others);

    /// <summary>Calls along all of the routes at once, each of which is names with spaces between.</summary>
    [Alias("call-at-once")]
    Task CallAtOnceAsync(params string[] routes);

    /// <summary>Calls another one-way, and then calls along the route.</summary>
    [Alias("tell-then-call")]
    Task TellThenCallAsync(string told, params string[] route);

    /// <summary>Calls along the route and lets no failure through.</summary>
    [Alias("try-to-call")]
    Task TryToCallAsync(params string[] route);

    /// <summary>Has another call the first of the route one-way with the rest of it, and waits for that other.</summary>
    [Alias("have-told")]
    Task HaveToldAsync(string teller, params string[] route);

    /// <summary>Calls the first of the route one-way with the rest of it.</summary>
    [Alias("tell-on")]
    Task TellOnAsync(params string[] route);

    /// <summary>Has another call one more one-way and then along the route, and waits for it.</summary>
    [Alias("have-told-and-called")]
    Task HaveToldAndCalledAsync(string teller, string told, params string[] route);

    /// <summary>Has another start a timer or a reminder that calls along the route.</summary>
    [Alias("have-woken")]
    Task HaveWokenAsync(string woken, bool byReminder, params string[] route);

    /// <summary>Starts a timer or a reminder that calls along the route.</summary>
    [Alias("wake")]
    Task WakeAsync(bool byReminder, params string[] route);

    /// <summary>Has a worker call along the route.</summary>
    [Alias("call-by-worker")]
    Task CallByWorkerAsync(params string[] route);
}

/// <summary>Calls a caller, and has as many activations as it needs.</summary>
[Alias("tests.worker")]
public interface IWorkerGrain : IGrainWithIntegerKey
{
    [Alias("call")]
    Task CallAsync(params string[] route);
}

/// <summary>The names of the callers that were reached, in order.</summary>
public sealed class Reached
{
    private readonly ConcurrentQueue<string> _names = new();

    public IReadOnlyCollection<string> Names => _names;

    internal void Add(string name) => _names.Enqueue(name);

    internal void Clear() => _names.Clear();
}

/// <inheritdoc/>
[GrainType("caller")]
public sealed class CallerGrain(Reached reached) : Grain, ICallerGrain, IRemindable
{
    private string[] _wakeRoute = [];

    /// <inheritdoc/>
    public Task CallAsync(params string[] route)
    {
        reached.Add(this.GetPrimaryKeyString());
        return OnAsync(route);
    }

    /// <inheritdoc/>
    public Task TellAsync(params string[] route) => CallAsync(route);

    /// <inheritdoc/>
    public async Task CallEachAsync(params string[] others)
    {
        foreach (var other in others)
        {
            await Other(other).CallAsync();
        }
    }

    /// <inheritdoc/>
    public Task CallAtOnceAsync(params string[] routes) =>
        Task.WhenAll(routes.Select(route => OnAsync(route.Split(' '))));

    /// <inheritdoc/>
    public async Task TellThenCallAsync(string told, params string[] route)
    {
        await Other(told).TellAsync();
        await OnAsync(route);
    }

    /// <inheritdoc/>
    public async Task TryToCallAsync(params string[] route)
    {
        try
        {
            await OnAsync(route);
        }
        catch (InvalidOperationException)
        {
            // As a caller does that goes on without the other.
        }
    }

    /// <inheritdoc/>
    public Task HaveToldAsync(string teller, params string[] route) => Other(teller).TellOnAsync(route);

    /// <inheritdoc/>
    public Task TellOnAsync(params string[] route) => Other(route[0]).TellAsync(route[1..]);

    /// <inheritdoc/>
    public Task HaveToldAndCalledAsync(string teller, string told, params string[] route) =>
        Other(teller).TellThenCallAsync(told, route);

    /// <inheritdoc/>
    public Task HaveWokenAsync(string woken, bool byReminder, params string[] route) =>
        Other(woken).WakeAsync(byReminder, route);

    /// <inheritdoc/>
    public async Task WakeAsync(bool byReminder, params string[] route)
    {
        _wakeRoute = route;
        if (byReminder)
        {
            await this.RegisterOrUpdateReminder("wake", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        }
        else
        {
            this.RegisterGrainTimer(
                () => OnAsync(_wakeRoute),
                new GrainTimerCreationOptions(TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan)
            );
        }
    }

    /// <inheritdoc/>
    public Task CallByWorkerAsync(params string[] route) =>
        GrainFactory.GetGrain<IWorkerGrain>(0).CallAsync(route);

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => OnAsync(_wakeRoute);

    private Task OnAsync(string[] route) =>
        route is [var next, .. var rest] ? Other(next).CallAsync(rest) : Task.CompletedTask;

    private ICallerGrain Other(string name) => GrainFactory.GetGrain<ICallerGrain>(name);
}

/// <inheritdoc/>
[StatelessWorker]
[GrainType("worker")]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    /// <inheritdoc/>
    public Task CallAsync(params string[] route) =>
        GrainFactory.GetGrain<ICallerGrain>(route[0]).CallAsync(route[1..]);
}
