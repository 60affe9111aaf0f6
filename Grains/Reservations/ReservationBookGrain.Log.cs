using Microsoft.Extensions.Logging;
using Ticketing.Seats;

namespace Ticketing.Reservations;

internal sealed partial class ReservationBookGrain
{
    [LoggerMessage(
        1,
        LogLevel.Information,
        "User {UserId}: seat {Seat} was held for {Reservation}, which was never recorded"
    )]
    private partial void LogUnknownHold(string userId, SeatKey seat, string? reservation);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "User {UserId}: the place of {Reservation} may end before its hold does"
    )]
    private partial void LogPlaceNotExtended(Exception exception, string userId, string reservation);

    [LoggerMessage(
        3,
        LogLevel.Information,
        "User {UserId}: the sale of {Reservation} stood still and goes on"
    )]
    private partial void LogResumed(string userId, string reservation);

    [LoggerMessage(
        4,
        LogLevel.Error,
        "User {UserId}: {Reservation} is paid, but its seat will not be sold to it"
    )]
    private partial void LogSeatNotSold(string userId, string reservation);

    [LoggerMessage(
        5,
        LogLevel.Debug,
        "User {UserId}: {Count} reservations moved; there are {Pages} pages now"
    )]
    private partial void LogMoved(string userId, int count, long pages);
}
