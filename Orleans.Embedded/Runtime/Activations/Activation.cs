using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>
/// One activation of a grain. It owns the grain object, the queue of turns that wait for it, and the scheduler on which
/// everything of the grain runs. It is one object, scheduler and context and work item, because there are many of them
/// and most are idle.
/// </summary>
/// <remarks>
/// Two things keep a grain to one turn and one thread. <c>_turnOpen</c>: a turn has begun and not ended, so no other
/// begins, whatever it awaits. <c>_onThread</c>: a thread runs this activation's work or is on its way, so no other
/// does; parallel branches of one turn run one after the other. Both, the queues and the phase are changed under the
/// lock of this object alone, which is held for a few instructions and never while grain code runs.
/// </remarks>
internal sealed partial class Activation : TaskScheduler, IGrainContext, IThreadPoolWorkItem
{
    private AsyncServiceScope? _scope;
    private TaskCompletionSource? _deactivated;
    private Phase _phase = Phase.New;

    public Activation(Silo silo, GrainClass grainClass, GrainId grainId)
    {
        Silo = silo;
        Class = grainClass;
        GrainId = grainId;
        _lastUse = silo.Collector.Epoch;
    }

    public Silo Silo { get; }

    public GrainClass Class { get; }

    public GrainId GrainId { get; }

    public object? GrainInstance { get; private set; }

    public bool IsGone => _phase == Phase.Gone;

    public override int MaximumConcurrencyLevel => 1;

    public GrainReference GrainReference => Silo.References.Untyped(GrainId, Class);

    // A scope costs more memory than the rest of an idle activation, so it is made where something asks for it.
    public IServiceProvider ActivationServices
    {
        get
        {
            lock (this)
            {
                return (_scope ??= Silo.Services.CreateAsyncScope()).ServiceProvider;
            }
        }
    }

    public Task Deactivated
    {
        get
        {
            lock (this)
            {
                return _phase == Phase.Gone
                    ? Task.CompletedTask
                    : (
                        _deactivated ??= new TaskCompletionSource(
                            TaskCreationOptions.RunContinuationsAsynchronously
                        )
                    ).Task;
            }
        }
    }

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"{GrainId} ({_phase})";
}
