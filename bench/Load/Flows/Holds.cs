using System.Text.Unicode;
using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Net;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Bench.Load.Flows;

/// <summary>People who hold a seat and give it back, again and again, each time another seat.</summary>
internal sealed class Holds : Flow
{
    private readonly string concertId;
    private readonly int seats;
    private readonly Window window;
    private readonly Buyer[] buyers;
    private readonly Dictionary<int, long> refused = [];
    private readonly LatencyHistogram latency = new();
    private long done;

    /// <param name="concertId">A concert whose schedule <c>s0</c> is meant.</param>
    /// <param name="seats">Its seats; no fewer than there are people.</param>
    /// <param name="tokens">One active token for each person.</param>
    /// <param name="window">What counts.</param>
    public Holds(string concertId, int seats, IReadOnlyList<byte[]> tokens, Window window)
    {
        (this.concertId, this.seats, this.window) = (concertId, seats, window);
        buyers =
        [
            .. tokens.Select(
                (token, number) =>
                {
                    var buyer = new Buyer { Number = number, Step = JourneyStep.Reserve };
                    buyer.TakeToken(token);
                    return buyer;
                }
            ),
        ];
    }

    /// <inheritdoc/>
    public override bool Ended => window.Over;

    /// <inheritdoc/>
    public override void Tick() => window.Tick();

    /// <inheritdoc/>
    public override int Write(int slot, Span<byte> to)
    {
        var buyer = buyers[slot];
        if (buyer.Step == JourneyStep.Pay)
        {
            Span<char> path = stackalloc char[96];
            path.TryWrite(
                $"/api/reservations/{System.Text.Encoding.UTF8.GetString(buyer.Reservation)}",
                out var pathLength
            );
            return Request.Bare(to, "DELETE", path[..pathLength], buyer.Token);
        }
        if (window.Over)
        {
            return 0;
        }
        Span<byte> body = stackalloc byte[Request.MostBodyBytes];
        // Each keeps to seats of their own: person n has n, n + people, n + 2 × people …
        var turns = seats / buyers.Length;
        var seat = slot + (buyer.Polls % turns * buyers.Length) + 1;
        Utf8.TryWrite(
            body,
            $"{{\"concertId\":\"{concertId}\",\"scheduleId\":\"s0\",\"seatNumber\":{seat}}}",
            out var length
        );
        return Request.WithBody(to, "POST", "/api/reservations", buyer.Token, body[..length]);
    }

    /// <inheritdoc/>
    public override void Read(int slot, int status, ReadOnlySpan<byte> body, TimeSpan took)
    {
        var buyer = buyers[slot];
        window.Tick();
        if (status is not (200 or 201 or 204))
        {
            throw new InvalidOperationException(
                $"A hold was answered {status}: {System.Text.Encoding.UTF8.GetString(body)}"
            );
        }
        if (buyer.Step == JourneyStep.Reserve)
        {
            buyer.TakeReservation(Member.Text(body, "\"reservationId\":"u8));
            buyer.Step = JourneyStep.Pay;
            latency.Record(took);
            return;
        }
        buyer.Step = JourneyStep.Reserve;
        buyer.Polls++;
        done += window.Counting ? 1 : 0;
    }

    /// <summary>Runs it, and tells what was measured.</summary>
    public RunResult Run(EventLoop loop, string scenario)
    {
        window.Tick();
        loop.Run(this, buyers.Length);
        return RunResult.Of(scenario, buyers.Length, done, window.Reading!, refused, [new("hold", latency)]);
    }
}
