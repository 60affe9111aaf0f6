namespace Orleans.Runtime;

/// <summary>One tick of a timer.</summary>
internal sealed class TimerTurn(GrainTimer timer) : Turn
{
    public override bool CountsAsUse => timer.KeepAlive;

    public override bool IsAbandoned => timer.IsEnded;

    public override void Ended() => timer.Ticked(Started);

    public override void Refused(Exception exception) { }

    /// <summary>Runs on the scheduler of the activation without waiting for its turn to end.</summary>
    public void RunBetweenTurns(Activation activation) =>
        Task
            .Factory.StartNew(
                timer.TickAsync,
                CancellationToken.None,
                TaskCreationOptions.DenyChildAttach,
                activation
            )
            .Unwrap()
            .ContinueWith(
                timer.Ticked,
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default
            );

    protected override Task Invoke(Activation activation) => timer.TickAsync();
}
