using System.Collections.Frozen;
using Orleans;
using Orleans.Runtime;

namespace Ticketing.Hosting;

/// <summary>
/// Repeats a front end's call that a silo could not take because it is going or gone: by then the grain is elsewhere.
/// Only calls that are safe to repeat, whether or not the first was run; others are for their callers, who know. A time-out
/// is not repeated: whoever asked has waited long enough.
/// </summary>
/// <remarks>
/// For clients only. A silo that runs a request of its own process clears the arguments afterwards, so such a request
/// cannot be sent a second time.
/// </remarks>
internal sealed class RepeatSafeCalls(TimeProvider time) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMilliseconds(100),
        TimeSpan.FromMilliseconds(400),
        TimeSpan.FromMilliseconds(1000),
    ];

    private static readonly string[] Reads = ["Get", "Find", "List", "Exists"];

    // Their interfaces say that a repeat changes nothing and answers the same.
    private static readonly FrozenSet<string> Others = new[]
    {
        "ApplyAsync",
        "PayAsync",
        "CancelAsync",
        "ConfigureAsync",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!IsSafe(context.MethodName))
        {
            await context.Invoke();
            return;
        }

        foreach (var pause in Pauses)
        {
            if (await TryAsync(context))
            {
                return;
            }

            await Task.Delay(pause, time);
        }

        await context.Invoke();
    }

    internal static bool IsSafe(string method) =>
        Others.Contains(method) || Reads.Any(read => method.StartsWith(read, StringComparison.Ordinal));

    // Whether there is an answer, or a failure that another try would not mend.
    private static async Task<bool> TryAsync(IOutgoingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
            return !IsPassing(context.Response?.Exception);
        }
        catch (Exception failure) when (IsPassing(failure))
        {
            return false;
        }
    }

    private static bool IsPassing(Exception? failure) =>
        failure is OrleansMessageRejectionException or SiloUnavailableException;
}
