using Microsoft.Extensions.Logging;

namespace Ticketing.Concerts;

internal sealed partial class ScheduleGrain
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "Schedule {Schedule}: the map had missed a change of {Seats} seats"
    )]
    private partial void LogRepaired(string schedule, int seats);
}
