using Ticketing.Queue;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Admin;

/// <summary>Asks to change a queue; what is left out stays as it is.</summary>
internal sealed record ConfigureQueueRequest(
    int? Capacity,
    int? AdmissionBatch,
    int? AdmissionPeriodSeconds,
    int? ActiveSeconds,
    int? WaitingIdleSeconds,
    int? NoShowSeconds,
    bool? Paused
) : IRequestBody<ConfigureQueueRequest>
{
    private const int Day = 86_400;

    /// <inheritdoc/>
    public static ConfigureQueueRequest Read(JsonMembers members) =>
        new(
            members.OptionalInteger("capacity", 0, 1_000_000),
            members.OptionalInteger("admissionBatch", 1, 100_000),
            members.OptionalInteger("admissionPeriodSeconds", 1, 3_600),
            members.OptionalInteger("activeSeconds", 1, Day),
            members.OptionalInteger("waitingIdleSeconds", 1, Day),
            members.OptionalInteger("noShowSeconds", 1, Day),
            members.OptionalBoolean("paused")
        );

    /// <summary>The settings with what is asked for.</summary>
    public QueueSettings Apply(QueueSettings settings) =>
        new(
            Capacity ?? settings.Capacity,
            AdmissionBatch ?? settings.AdmissionBatch,
            AdmissionPeriodSeconds ?? settings.AdmissionPeriodSeconds,
            ActiveSeconds ?? settings.ActiveSeconds,
            WaitingIdleSeconds ?? settings.WaitingIdleSeconds,
            NoShowSeconds ?? settings.NoShowSeconds,
            Paused ?? settings.Paused
        );
}

/// <summary>A queue: its settings and its figures.</summary>
internal sealed record QueueBody(
    string QueueId,
    int Capacity,
    int AdmissionBatch,
    int AdmissionPeriodSeconds,
    int ActiveSeconds,
    int WaitingIdleSeconds,
    int NoShowSeconds,
    bool Paused,
    long Waiting,
    long Active,
    long AdmittedTotal,
    double OutflowPerMinute,
    long AbandonedTotal,
    WaitForecastBody WaitForecast
)
{
    /// <summary>The queue as operators see it.</summary>
    public static QueueBody Of(QueueOverview queue)
    {
        var (settings, quality) = (queue.Settings, queue.WaitForecast);
        return new(
            queue.QueueId,
            settings.Capacity,
            settings.AdmissionBatch,
            settings.AdmissionPeriodSeconds,
            settings.ActiveSeconds,
            settings.WaitingIdleSeconds,
            settings.NoShowSeconds,
            settings.Paused,
            queue.Waiting,
            queue.Active,
            queue.AdmittedTotal,
            queue.OutflowPerMinute,
            queue.AbandonedTotal,
            new(quality.Samples, quality.WithinInterval, quality.MedianRelativeError)
        );
    }
}

/// <summary>How good the estimated waits were, lately.</summary>
/// <param name="Samples">Of how many people that is.</param>
/// <param name="WithinInterval">The share whose wait lay within the interval that they were told, 0 to 1.</param>
/// <param name="MedianRelativeError">The median of |estimate − wait| ÷ wait.</param>
internal sealed record WaitForecastBody(int Samples, double WithinInterval, double MedianRelativeError);

/// <summary>What would be at another speed of admission.</summary>
/// <param name="QueueId">Which queue.</param>
/// <param name="AdmissionsPerMinute">At which speed.</param>
/// <param name="Waiting">How many wait now.</param>
/// <param name="LastInLineSeconds">When the last one who waits now is admitted; null: never at that speed.</param>
/// <param name="Seats">How many seats there are to sell.</param>
/// <param name="SellOutSeconds">When they are sold, one to each admitted; null: not to those who wait now.</param>
internal sealed record ForecastBody(
    string QueueId,
    double AdmissionsPerMinute,
    long Waiting,
    long? LastInLineSeconds,
    long Seats,
    long? SellOutSeconds
);
