namespace Orleans.Runtime;

/// <summary>
/// Grains wait for each other in a circle, so none of them could ever go on. The call that would have closed the circle
/// fails with this at once; nothing of it was run. Only the embedded runtime has it: a cluster lets such calls time out.
/// </summary>
public sealed class GrainCallCycleException : OrleansException
{
    internal GrainCallCycleException(IReadOnlyList<GrainId> cycle)
        : base(
            $"Grain calls wait for each other in a cycle: {string.Join(" → ", cycle)}. "
                + "Make one of the calls [OneWay], or let the grain that is called first tell the others later."
        ) => Cycle = cycle;

    /// <summary>The grains of the circle in the order of their calls; the last is the first again.</summary>
    public IReadOnlyList<GrainId> Cycle { get; }
}
