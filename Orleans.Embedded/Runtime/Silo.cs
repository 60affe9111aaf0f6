using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.Runtime;

/// <summary>The runtime of one process: the parts, and the way of a call to its activation.</summary>
internal sealed partial class Silo : IGrainRuntime, IDisposable
{
    // A grain whose every activation ends at once would have its calls move for ever.
    private const int MostMoves = 16;

    private volatile SiloState _state = SiloState.Starting;

    public Silo(
        IServiceProvider services,
        SiloBuilder builder,
        TimeProvider timeProvider,
        IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainClassOptions> classes,
        ILogger<Silo> logger
    )
    {
        Services = services;
        TimeProvider = timeProvider;
        Collection = collection.Value;
        Logger = logger;
        Timeouts = new CallTimeouts(timeProvider, messaging.Value.ResponseTimeout);
        Catalog = new GrainCatalog(
            classes.Value.Classes.Select(type => new GrainClass(
                type,
                Collection,
                () => new GrainConstructor(type, services, builder.Services)
            ))
        );
        Directory = new ActivationDirectory(this);
        References = new ReferenceFactory(this);
        Collector = new IdleCollector(this);
        GrainFactory = new GrainFactory(this);
    }

    public IServiceProvider Services { get; }

    public TimeProvider TimeProvider { get; }

    public GrainCollectionOptions Collection { get; }

    public ILogger Logger { get; }

    public CallTimeouts Timeouts { get; }

    public WaitGraph Waits { get; } = new();

    public GrainCatalog Catalog { get; }

    public ActivationDirectory Directory { get; }

    public ReferenceFactory References { get; }

    public IdleCollector Collector { get; }

    public GrainFactory GrainFactory { get; }

    public bool IsRunning => _state == SiloState.Running;

    IGrainFactory IGrainRuntime.GrainFactory => GrainFactory;

    IServiceProvider IGrainRuntime.ServiceProvider => Services;

    /// <summary>Whether calls of that caller are taken now; null is a caller outside of grains.</summary>
    public bool Accepts(Activation? caller) =>
        _state == SiloState.Running || (_state == SiloState.Draining && caller is not null);

    public SiloUnavailableException Unavailable() =>
        new(
            _state == SiloState.Starting
                ? "The grain runtime has not started yet; nothing of the call was run."
                : "The grain runtime is stopping or has stopped; nothing of the call was run."
        );

    /// <summary>Hands a turn to the activation of the grain, whichever that is.</summary>
    public void Dispatch(Turn turn, GrainId grainId, GrainClass grainClass)
    {
        while (true)
        {
            var target = Directory.Choose(grainId, grainClass);
            if ((turn is IForwardable forwardable && !forwardable.TryAim(target)) || target.TryEnqueue(turn))
            {
                return;
            }
        }
    }

    /// <summary>Hands a turn that waited in an activation that is over to the next one.</summary>
    public void Forward(Turn turn, Activation from)
    {
        if (_state == SiloState.Stopped || turn is not IForwardable forwardable)
        {
            turn.Refused(Unavailable());
        }
        else if (++forwardable.Moves > MostMoves)
        {
            turn.Refused(
                new OrleansMessageRejectionException(
                    $"Grain {from.GrainId} ended {MostMoves} times while the call waited for it; nothing of it was run."
                )
            );
        }
        else
        {
            Dispatch(turn, from.GrainId, from.Class);
        }
    }

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(
            new DeactivationReason(
                DeactivationReasonCode.ApplicationRequested,
                $"{nameof(DeactivateOnIdle)} was called."
            )
        );

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) =>
        (
            grainContext as Activation
            ?? throw new ArgumentException(
                "This is no activation of the embedded runtime.",
                nameof(grainContext)
            )
        ).DelayDeactivation(timeSpan);

    public void Dispose()
    {
        _state = SiloState.Stopped;
        Collector.Dispose();
        Timeouts.Dispose();
    }
}
