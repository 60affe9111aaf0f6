using System.Diagnostics;
using System.Text.Unicode;
using Ticketing.Bench.Load.Measure;
using Ticketing.Bench.Load.Net;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Bench.Load.Flows;

/// <summary>
/// Everybody asks for a seat of one date in the same instant, each on a connection of their own. Who wins charges and pays. It is
/// over with the last answer. What was sold is counted by seat.
/// </summary>
internal sealed class Stampede : Flow
{
    private readonly string concertId;
    private readonly string scheduleId;
    private readonly string users;
    private readonly int[] sold;
    private readonly Buyer[] buyers;
    private readonly LatencyHistogram latency = new();
    private readonly Dictionary<int, long> refused = [];

    /// <param name="concertId">The concert.</param>
    /// <param name="scheduleId">The one date.</param>
    /// <param name="seats">Its seats.</param>
    /// <param name="users">Prefix of the user ids.</param>
    /// <param name="tokens">The buyers' tokens, all of them active.</param>
    public Stampede(
        string concertId,
        string scheduleId,
        int seats,
        string users,
        IReadOnlyList<byte[]> tokens
    )
    {
        (this.concertId, this.scheduleId, this.users) = (concertId, scheduleId, users);
        sold = new int[seats + 1];
        buyers = [.. tokens.Select((token, number) => Make(number, token))];
    }

    /// <summary>Seats for which two payments were answered.</summary>
    public int SoldTwice => sold.Count(times => times > 1);

    /// <summary>Seats that were paid.</summary>
    public int Sold => sold.Count(times => times > 0);

    /// <summary>Runs it, and tells what was measured: operations are buyers answered.</summary>
    public RunResult Run(EventLoop loop, CpuMeter meter)
    {
        Gather(loop);
        meter.Begin();
        loop.Run(this, buyers.Length);
        var reading = meter.End();
        return RunResult.Of(
            "stampede",
            buyers.Length,
            buyers.Length,
            reading,
            refused,
            [new("answer", latency)]
        );
    }

    /// <summary>
    /// The same crowd, each asking once, of a server that answers with a constant: what the machine itself needs for so
    /// many connections.
    /// </summary>
    public RunResult RunOnConstants(EventLoop loop, CpuMeter meter)
    {
        Gather(loop);
        return Gather(loop, new Window(meter, TimeSpan.Zero, TimeSpan.FromMinutes(1))) with
        {
            Scenario = "stampede",
        };
    }

    /// <inheritdoc/>
    public override int Write(int slot, Span<byte> to)
    {
        var buyer = buyers[slot];
        if (buyer.Number < 0)
        {
            return 0;
        }
        Span<byte> body = stackalloc byte[Request.MostBodyBytes];
        switch (buyer.Step)
        {
            case JourneyStep.Reserve:
                Utf8.TryWrite(
                    body,
                    $"{{\"concertId\":\"{concertId}\",\"scheduleId\":\"{scheduleId}\",\"seatNumber\":{Seat(slot)}}}",
                    out var length
                );
                return Request.WithBody(to, "POST", "/api/reservations", buyer.Token, body[..length]);
            default:
                return JourneyWriter.Write(new Season(concertId, 1, sold.Length - 1, users), buyer, to);
        }
    }

    /// <inheritdoc/>
    public override void Read(int slot, int status, ReadOnlySpan<byte> body, TimeSpan took)
    {
        var buyer = buyers[slot];
        if (buyer.Step == JourneyStep.Reserve)
        {
            latency.Record(took);
        }
        if (status is not (200 or 201))
        {
            refused[status] = refused.GetValueOrDefault(status) + 1;
            buyer.Number = -1;
            return;
        }
        switch (buyer.Step)
        {
            case JourneyStep.Reserve:
                buyer.TakeReservation(Member.Text(body, "\"reservationId\":"u8));
                buyer.Step = JourneyStep.Charge;
                break;
            case JourneyStep.Charge:
                buyer.Step = JourneyStep.Pay;
                break;
            default:
                sold[Seat(slot)]++;
                buyer.Number = -1;
                break;
        }
    }

    /// <summary>
    /// Everybody is connected and has just polled, as people in front of an on-sale have: what is measured is the sale, not
    /// how ten thousand connections are made.
    /// </summary>
    private RunResult Gather(EventLoop loop, Window? window = null) =>
        new Bulk(
            buyers.Length,
            buyers.Length,
            (number, to) => Request.Bare(to, "GET", "/api/queue/tokens/current", buyers[number].Token),
            (_, status, _) => status == 200,
            window
        ).Run(loop, "gathering");

    private int Seat(int slot) => (slot % (sold.Length - 1)) + 1;

    private static Buyer Make(int number, byte[] token)
    {
        var buyer = new Buyer { Number = number, Step = JourneyStep.Reserve };
        buyer.TakeToken(token);
        return buyer;
    }
}
