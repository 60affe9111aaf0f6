using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Ticketing.Tests.Support;

/// <summary>
/// Finds calls between grains that wait for each other. In production such a cycle ends with a time-out after many
/// seconds; here the call that closes it fails at once and names the grains, and so does the test that made it.
/// </summary>
/// <remarks>
/// Each call carries the grains whose turns wait for it. A one-way call is not waited for, so it begins anew. A call that
/// the caller does not await counts as awaited: a grain that may call back is called one-way.
/// </remarks>
internal sealed class CallCycles : IOutgoingGrainCallFilter
{
    private const string Waiting = "tests.waiting";

    private readonly ConcurrentQueue<string> _found = new();

    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        // The host's own calls wait for nothing, and a system target's turns interleave.
        if (context.SourceId is not { } source || source.IsSystemTarget() || source.IsClient())
        {
            await context.Invoke();
            return;
        }

        if (context.InterfaceMethod.GetCustomAttribute<OneWayAttribute>() is not null)
        {
            RequestContext.Remove(Waiting);
            await context.Invoke();
            return;
        }

        var before = RequestContext.Get(Waiting) as ImmutableArray<string>? ?? [];
        var waiting = before.Add(source.ToString());
        if (waiting.Contains(context.TargetId.ToString()))
        {
            var cycle = string.Join(" → ", waiting.Append(context.TargetId.ToString()));
            _found.Enqueue($"{cycle} ({context.InterfaceName}.{context.MethodName})");
            throw new InvalidOperationException($"These grains wait for each other: {cycle}.");
        }

        RequestContext.Set(Waiting, waiting);
        await context.Invoke();
    }

    /// <summary>Fails if a call closed a cycle, even where the caller swallowed the failure.</summary>
    public void ShouldBeNone() => _found.ShouldBeEmpty();
}
