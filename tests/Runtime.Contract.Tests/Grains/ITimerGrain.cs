namespace Ticketing.Runtime.Contract.Tests.Grains;

[Alias("contract.timers")]
public interface ITimerGrain : IGrainWithStringKey
{
    /// <summary>Starts a timer that notes each tick and then waits for the gate of the tick's number.</summary>
    [Alias("start")]
    Task StartAsync(TimeSpan dueTime, TimeSpan period, bool interleave, bool keepAlive);

    [Alias("change")]
    Task ChangeAsync(TimeSpan dueTime, TimeSpan period);

    [Alias("stop")]
    Task StopAsync();

    /// <summary>Notes its start, waits for the gate of that name, notes its end.</summary>
    [Alias("hold")]
    Task HoldAsync(string gate);

    /// <summary>Does nothing; its turn tells that the one before is over.</summary>
    [Alias("pass")]
    Task PassAsync();

    [Alias("end")]
    Task EndAsync();
}
