namespace Orleans.Runtime;

/// <summary>What runs on this thread: which activation, and how many of them inside each other.</summary>
internal static class RuntimeContext
{
    // Each level takes a few kilobytes of stack; beyond this a call goes to another thread.
    private const int DeepestNesting = 12;

    [ThreadStatic]
    private static Activation? s_current;

    [ThreadStatic]
    private static int s_depth;

    /// <summary>The activation whose turn runs on this thread; null outside of grains.</summary>
    public static Activation? Current => s_current;

    /// <summary>Whether another turn may run on this thread before the present one goes on.</summary>
    public static bool MayNest => s_depth < DeepestNesting;

    /// <summary>
    /// Makes an activation the current one until the frame is left. The synchronization context of the thread is hidden
    /// meanwhile: awaits in a turn must come back to the activation, not to where the caller came from.
    /// </summary>
    public static Frame Enter(Activation activation)
    {
        var frame = new Frame(s_current, SynchronizationContext.Current);
        s_current = activation;
        s_depth++;
        if (frame.Synchronization is not null)
        {
            SynchronizationContext.SetSynchronizationContext(null);
        }

        return frame;
    }

    /// <summary>What was current before.</summary>
    public readonly ref struct Frame(Activation? outer, SynchronizationContext? synchronization)
    {
        public SynchronizationContext? Synchronization => synchronization;

        public void Leave()
        {
            s_current = outer;
            s_depth--;
            if (synchronization is not null)
            {
                SynchronizationContext.SetSynchronizationContext(synchronization);
            }
        }
    }
}
