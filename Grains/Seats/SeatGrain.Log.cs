using Microsoft.Extensions.Logging;

namespace Ticketing.Seats;

internal sealed partial class SeatGrain
{
    [LoggerMessage(1, LogLevel.Debug, "Seat {Seat}: the hold of {Ended} had ended, {Reservation} has it now")]
    private partial void LogTakenOver(string seat, string? ended, string reservation);

    [LoggerMessage(2, LogLevel.Warning, "Seat {Seat}: the sale of {Reservation} stands still since {Since}")]
    private partial void LogSaleStandsStill(string seat, string? reservation, DateTimeOffset? since);
}
