using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>A call as a turn of the grain that is called.</summary>
internal sealed partial class CallTurn<TArguments, TResult>(
    GrainMethod<TArguments, TResult> method,
    TArguments arguments
) : Turn, IForwardable
{
    public int Moves { get; set; }

    public override bool IsAbandoned => Answer is { IsGiven: true };

    /// <summary>Where the caller waits; null for one-way calls, and for those that end before they return.</summary>
    public Answer<TResult>? Answer { get; set; }

    public bool TryAim(Activation target) => Answer is null || Answer.TryAim(target);

    public override void Ended()
    {
        if (Answer is not null)
        {
            Answer.GiveResultOf(Started);
        }
        else if (Started.Exception?.InnerException is { } exception)
        {
            LogOneWayFailed(Activation!.Silo.Logger, exception, method.Name, Activation.GrainId);
        }
    }

    public override void Refused(Exception exception)
    {
        if (Answer is not null)
        {
            Answer.GiveException(exception);
        }
        else
        {
            LogOneWayFailed(Activation!.Silo.Logger, exception, method.Name, Activation.GrainId);
        }
    }

    protected override Task Invoke(Activation activation) =>
        method.Invoke(activation.GrainInstance!, arguments);

    [LoggerMessage(Level = LogLevel.Warning, Message = "One-way call {Method} of grain {GrainId} failed.")]
    private static partial void LogOneWayFailed(
        ILogger logger,
        Exception exception,
        string method,
        GrainId grainId
    );
}
