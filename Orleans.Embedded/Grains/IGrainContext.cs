namespace Orleans.Runtime;

/// <summary>One activation of a grain, as the grain and its services see it.</summary>
public interface IGrainContext : IEquatable<IGrainContext>
{
    /// <summary>The reference by which others call the grain.</summary>
    GrainReference GrainReference { get; }

    /// <summary>The identity of the grain.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object; null before it is constructed and after the activation ended.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of this activation; scoped services live as long as the activation.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Completes when the activation has ended; never faults.</summary>
    Task Deactivated { get; }

    /// <summary>
    /// Starts to end the activation, once its running turn is over. Awaiting <see cref="Deactivated"/> inside that turn
    /// would wait for itself.
    /// </summary>
    /// <param name="deactivationReason">What <see cref="IGrainBase.OnDeactivateAsync"/> is told.</param>
    /// <param name="cancellationToken">Gives up on <see cref="IGrainBase.OnDeactivateAsync"/> when cancelled.</param>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
