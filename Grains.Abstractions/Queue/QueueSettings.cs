namespace Ticketing.Queue;

/// <summary>What operators set of a queue. All times in seconds.</summary>
/// <param name="Capacity">How many may be active at once, 0 to 1,000,000.</param>
/// <param name="AdmissionBatch">How many are admitted each period at most, 1 to 100,000.</param>
/// <param name="AdmissionPeriodSeconds">How long a period is, 1 to 3,600.</param>
/// <param name="ActiveSeconds">The service time, 1 to 86,400.</param>
/// <param name="WaitingIdleSeconds">How long somebody in the line may be unheard, 1 to 86,400.</param>
/// <param name="NoShowSeconds">How long somebody admitted may be unheard, 1 to 86,400.</param>
/// <param name="Paused">Nobody is admitted while it is set.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.QueueSettings")]
public sealed record QueueSettings(
    [property: Id(0)] int Capacity = 1000,
    [property: Id(1)] int AdmissionBatch = 100,
    [property: Id(2)] int AdmissionPeriodSeconds = 10,
    [property: Id(3)] int ActiveSeconds = 600,
    [property: Id(4)] int WaitingIdleSeconds = 300,
    [property: Id(5)] int NoShowSeconds = 60,
    [property: Id(6)] bool Paused = false
);

/// <summary>A queue as operators see it.</summary>
/// <param name="QueueId">Which queue.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Waiting">How many people wait.</param>
/// <param name="Active">How many are active.</param>
/// <param name="AdmittedTotal">How many were ever admitted.</param>
/// <param name="AbandonedTotal">How many left, were dropped or ran out of time, ever.</param>
/// <param name="OutflowPerMinute">How many left the front of the line a minute, lately.</param>
/// <param name="WaitForecast">How good the estimated waits were, lately.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.QueueOverview")]
public sealed record QueueOverview(
    [property: Id(0)] string QueueId,
    [property: Id(1)] QueueSettings Settings,
    [property: Id(2)] long Waiting,
    [property: Id(3)] long Active,
    [property: Id(4)] long AdmittedTotal,
    [property: Id(5)] long AbandonedTotal,
    [property: Id(6)] double OutflowPerMinute,
    [property: Id(7)] ForecastQuality WaitForecast
);

/// <summary>Estimated against measured waits of people who were admitted lately.</summary>
/// <param name="Samples">How many people that is.</param>
/// <param name="WithinInterval">The share whose wait lay within the interval that they were told, 0 to 1.</param>
/// <param name="MedianRelativeError">The median of |estimate − wait| ÷ wait.</param>
[GenerateSerializer, Immutable, Alias("Ticketing.ForecastQuality")]
public sealed record ForecastQuality(
    [property: Id(0)] int Samples,
    [property: Id(1)] double WithinInterval,
    [property: Id(2)] double MedianRelativeError
);
