using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

// Birth and end.
internal sealed partial class Activation
{
    private Deactivation? _deactivation;
    private List<IStateToRead>? _states;

    /// <summary>Adds a state that is read before the grain is activated.</summary>
    public void ReadAtActivation(IStateToRead state) => (_states ??= []).Add(state);

    public void Deactivate(
        DeactivationReason deactivationReason,
        CancellationToken cancellationToken = default
    )
    {
        lock (this)
        {
            if (_deactivation is not null || _phase is Phase.Deactivating or Phase.Gone)
            {
                return;
            }

            _deactivation = new Deactivation(deactivationReason, cancellationToken);
            if (_onThread || _turnOpen)
            {
                return;
            }

            _onThread = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    public async Task ActivateAsync()
    {
        try
        {
            GrainInstance = Class.Create(this);
            if (_states is not null)
            {
                await Task.WhenAll(_states.Select(static state => state.ReadAsync()));
                _states = null;
            }

            if (Class.HasOnActivate)
            {
                using var timeout = new CancellationTokenSource(
                    Silo.Collection.ActivationTimeout,
                    Silo.TimeProvider
                );
                await ((IGrainBase)GrainInstance).OnActivateAsync(timeout.Token);
            }
        }
        catch (Exception exception)
        {
            LogActivationFailed(Silo.Logger, exception, GrainId);
            await EndAsync(exception);
            return;
        }

        lock (this)
        {
            _phase = Phase.Active;
        }
    }

    public async Task DeactivateAsync()
    {
        var (reason, token) = _deactivation!;
        StopTimers();
        if (Class.HasOnDeactivate && !token.IsCancellationRequested)
        {
            try
            {
                using var timeout = new CancellationTokenSource(
                    Silo.Collection.DeactivationTimeout,
                    Silo.TimeProvider
                );
                using var both = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, token);
                await ((IGrainBase)GrainInstance!).OnDeactivateAsync(reason, both.Token);
            }
            catch (Exception exception)
            {
                LogDeactivationFailed(Silo.Logger, exception, GrainId);
            }
        }

        await EndAsync(failure: null);
    }

    // From here on the next call makes a new activation. What waited goes there too, unless activation failed: then it
    // fails with what went wrong, so that a grain that cannot be activated is not tried again for every waiting call.
    private async Task EndAsync(Exception? failure)
    {
        StopTimers();
        try
        {
            await Class.DisposeAsync(GrainInstance);
            if (_scope is { } scope)
            {
                await scope.DisposeAsync();
            }
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(Silo.Logger, exception, GrainId);
        }

        List<Turn> left = [];
        lock (this)
        {
            _phase = Phase.Gone;
            GrainInstance = null;
            while (DequeueWanted() is { } turn)
            {
                left.Add(turn);
            }
        }

        Silo.Directory.Forget(this);
        _deactivated?.TrySetResult();
        foreach (var turn in left)
        {
            if (failure is null)
            {
                Silo.Forward(turn, this);
            }
            else
            {
                turn.Refused(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Grain {GrainId} could not be activated.")]
    private static partial void LogActivationFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(Level = LogLevel.Error, Message = "Grain {GrainId} could not be deactivated cleanly.")]
    private static partial void LogDeactivationFailed(ILogger logger, Exception exception, GrainId grainId);

    private sealed record Deactivation(DeactivationReason Reason, CancellationToken Token);
}
