using System.Diagnostics.CodeAnalysis;
using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// The usual base class of grains. At most one activation exists for a grain identity at any time, and it runs one
/// turn at a time: a call, with everything that it awaits, ends before the next begins.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    /// <summary>Takes the context from the activation that is being constructed on this thread.</summary>
    protected Grain()
        : this(RuntimeContext.Current!) { }

    /// <summary>Takes the context as a parameter, for grains that are constructed by tests.</summary>
    protected Grain(IGrainContext grainContext) => GrainContext = grainContext;

    /// <inheritdoc />
    [AllowNull]
    public IGrainContext GrainContext { get; private set; }

    /// <summary>The reference by which others call this grain, untyped; see <c>AsReference</c> for a typed one.</summary>
    public GrainReference GrainReference => GrainContext.GrainReference;

    /// <summary>The identity as text: type, slash, key.</summary>
    public string IdentityString => GrainContext.GrainId.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => RuntimeServices.Get<IGrainFactory>(GrainContext);

    /// <summary>The services of this activation; scoped services live as long as the activation.</summary>
    protected internal IServiceProvider ServiceProvider => GrainContext.ActivationServices;

    /// <inheritdoc />
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>
    /// Ends this activation once the running turn is over. Calls that wait, and calls that arrive meanwhile, go to the
    /// next activation.
    /// </summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>
    /// Keeps idle collection away for the given time from now. <see cref="Timeout.InfiniteTimeSpan"/> keeps it away for
    /// good; a negative time takes an earlier delay back.
    /// </summary>
    protected void DelayDeactivation(TimeSpan timeSpan) =>
        RuntimeServices.Get<IGrainRuntime>(GrainContext).DelayDeactivation(GrainContext, timeSpan);
}
