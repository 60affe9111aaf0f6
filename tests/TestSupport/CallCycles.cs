using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Ticketing.TestSupport;

/// <summary>
/// Finds calls between grains that wait for each other. In production such a cycle ends with a time-out after many
/// seconds; here the call that closes it fails at once and names the grains, and so does the test that made it.
/// </summary>
/// <remarks>
/// Each call carries the calls that wait for it. Nothing waits for a one-way call, a timer or a reminder, so they begin
/// anew. A call that the caller does not await counts as awaited: a grain that may call back is called one-way. The
/// activations of a stateless worker count as one grain, because all of them may be waiting. A call made outside of
/// a turn, such as by a service that several grains share, is not followed: see <c>QueueBoard</c> and <c>CatalogCopy</c>.
/// </remarks>
public sealed class CallCycles : IOutgoingGrainCallFilter
{
    private const string Waiting = "tests.waiting";

    private readonly ConcurrentQueue<string> _found = new();

    /// <summary>The cycles found so far, each in a sentence.</summary>
    public IReadOnlyCollection<string> Found => _found;

    /// <summary>Forgets what was found, after a test that has made a cycle on purpose.</summary>
    public void Clear() => _found.Clear();

    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        // What is set here ends with this method, so it neither reaches the caller's next call nor one beside it.
        if (!IsAwaitedByGrain(context))
        {
            RequestContext.Remove(Waiting);
            await context.Invoke();
            return;
        }

        var before = RequestContext.Get(Waiting) as ImmutableArray<WaitingCall>? ?? [];
        var target = context.TargetId.ToString();
        var waiting = before.Add(
            new WaitingCall(
                context.SourceId!.Value.ToString(),
                $"{context.InterfaceMethod.DeclaringType!.Name}.{context.MethodName} of {target}"
            )
        );
        if (waiting.Select(call => call.Grain).ToList().IndexOf(target) is >= 0 and var first)
        {
            var calls = string.Join(", ", waiting.Skip(first).Select(c => $"{c.Grain} calls {c.Called}"));
            var cycle = $"These grains wait for each other: {calls}. Make one of the calls one-way.";
            _found.Enqueue(cycle);
            throw new InvalidOperationException(cycle);
        }

        RequestContext.Set(Waiting, waiting);
        await context.Invoke();
    }

    /// <summary>Fails if a call closed a cycle, even if the caller swallowed the failure.</summary>
    public void ShouldBeNone()
    {
        if (!_found.IsEmpty)
        {
            throw new InvalidOperationException(string.Join(Environment.NewLine, _found));
        }
    }

    // The host's own calls wait for nothing, and a system target's turns interleave.
    private static bool IsAwaitedByGrain(IOutgoingGrainCallContext context) =>
        context.SourceId is { } source
        && !source.IsSystemTarget()
        && !source.IsClient()
        && context.InterfaceMethod.GetCustomAttribute<OneWayAttribute>() is null;
}

/// <summary>A call that a grain waits for.</summary>
/// <param name="Grain">The grain that waits.</param>
/// <param name="Called">Which method of which grain it waits for.</param>
[GenerateSerializer, Immutable, Alias("tests.waiting-call")]
public sealed record WaitingCall([property: Id(0)] string Grain, [property: Id(1)] string Called);
