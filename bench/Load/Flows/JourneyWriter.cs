using System.Text.Unicode;
using Ticketing.Bench.Load.Net;

namespace Ticketing.Bench.Load.Flows;

/// <summary>Writes the requests of a journey.</summary>
internal static class JourneyWriter
{
    /// <summary>Writes the request of the buyer's step.</summary>
    public static int Write(Season season, Buyer buyer, Span<byte> to)
    {
        var (schedule, seat) = season.SeatOf(buyer.Number);
        Span<byte> body = stackalloc byte[Request.MostBodyBytes];
        Span<char> path = stackalloc char[160];
        int length;
        switch (buyer.Step)
        {
            case JourneyStep.Join:
                Utf8.TryWrite(body, $"{{\"userId\":\"{season.Users}{buyer.Number}\"}}", out length);
                return Request.WithBody(to, "POST", "/api/queue/tokens", default, body[..length]);
            case JourneyStep.Poll:
                return Request.Bare(to, "GET", "/api/queue/tokens/current", buyer.Token);
            case JourneyStep.Seats:
                path.TryWrite(
                    $"/api/concerts/{season.ConcertId}-{schedule / Season.SchedulesOfAConcert}/schedules/s{schedule}/seats",
                    out length
                );
                return Request.Bare(to, "GET", path[..length], buyer.Token);
            case JourneyStep.Charge:
                path.TryWrite($"/api/users/{season.Users}{buyer.Number}/balance/charges", out length);
                Utf8.TryWrite(body, $"{{\"amount\":{Season.Price}}}", out var amountLength);
                return Request.WithBody(to, "POST", path[..length], buyer.Token, body[..amountLength]);
            case JourneyStep.Reserve:
                Utf8.TryWrite(
                    body,
                    $"{{\"concertId\":\"{season.ConcertId}-{schedule / Season.SchedulesOfAConcert}\",\"scheduleId\":\"s{schedule}\",\"seatNumber\":{seat}}}",
                    out length
                );
                return Request.WithBody(to, "POST", "/api/reservations", buyer.Token, body[..length]);
            default:
                length = Body(body, buyer.Reservation);
                return Request.WithBody(to, "POST", "/api/payments", buyer.Token, body[..length]);
        }
    }

    private static int Body(Span<byte> body, ReadOnlySpan<byte> reservation)
    {
        "{\"reservationId\":\""u8.CopyTo(body);
        reservation.CopyTo(body[18..]);
        "\"}"u8.CopyTo(body[(18 + reservation.Length)..]);
        return 20 + reservation.Length;
    }
}
