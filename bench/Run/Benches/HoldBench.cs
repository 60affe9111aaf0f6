using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Ticketing.Bench.Load.Flows;
using Ticketing.Bench.Load.Net;
using Ticketing.Bench.Load.Scenarios;
using Ticketing.Bench.Run.Figures;
using Ticketing.Bench.Run.Hosts;
using Ticketing.Rehearsal.Report;

namespace Ticketing.Bench.Run.Benches;

/// <summary>How long after a hold's end the map shows the seat free: every seat is held, and the maps are read until all are free.</summary>
internal sealed class HoldBench(Plan plan, Workplace workplace, Recorder recorder, TimeProvider time)
{
    private const int HoldSeconds = 5;
    private const int Schedules = 20;
    private const int Seats = 50;
    private const int HoldsOfAUser = 4;
    private const int MapsPerSecond = 1000;

    /// <summary>Runs it.</summary>
    public void Run()
    {
        var postgres = workplace.Keep(new Postgres(workplace, "postgres-holds"));
        using var server = Servers.Ours(
            workplace,
            postgres,
            "ours-holds",
            ("Reservations__HoldSeconds", HoldSeconds.ToString(CultureInfo.InvariantCulture))
        );
        using var stage = new Stage(server);
        stage.Prepare.Queue(1_000_000);
        for (var turn = 1; turn <= plan.Repeats; turn++)
        {
            var late = One(stage);
            recorder.Sample("hold_visible_p99_ms", late.Quantile(0.99).TotalMilliseconds);
        }
        stage.Audit(recorder);
    }

    private LatencyHistogram One(Stage stage)
    {
        var prefix = Stage.FreshPrefix();
        var season = new Season($"c{prefix}", Schedules, Seats, prefix);
        var users = (int)season.Capacity / HoldsOfAUser;
        stage.Prepare.Season(season);
        stage.Prepare.Users(prefix, users);
        var line = new Line(stage.Loop, 32, prefix);
        line.Join(users);
        var ends = Hold(stage, season, line);
        var late = new LatencyHistogram();
        var left = season.Capacity;
        new Bulk(
            (HoldSeconds + 10) * MapsPerSecond,
            Schedules,
            (number, to) =>
                left == 0
                    ? 0
                    : Request.Bare(
                        to,
                        "GET",
                        $"/api/concerts/{season.ConcertOf(0)}/schedules/s{number % Schedules}/seats",
                        line.Tokens[0]
                    ),
            (number, status, body) =>
            {
                left -= Note(body, ends.AsSpan((int)(number % Schedules) * Seats, Seats), late);
                return status == 200;
            },
            perSecond: MapsPerSecond
        ).Run(stage.Loop, "maps");
        return left == 0
            ? late
            : throw new InvalidOperationException($"{left} seats never showed as free again.");
    }

    private static DateTimeOffset[] Hold(Stage stage, Season season, Line line)
    {
        var ends = new DateTimeOffset[season.Capacity];
        new Bulk(
            season.Capacity,
            64,
            (number, to) =>
            {
                Span<byte> body = stackalloc byte[Request.MostBodyBytes];
                var (schedule, seat) = season.SeatOf(number);
                Utf8.TryWrite(
                    body,
                    $"{{\"concertId\":\"{season.ConcertOf(0)}\",\"scheduleId\":\"s{schedule}\",\"seatNumber\":{seat}}}",
                    out var length
                );
                var token = line.Tokens[(int)(number % line.Tokens.Count)];
                return Request.WithBody(to, "POST", "/api/reservations", token, body[..length]);
            },
            (number, status, body) =>
            {
                var until = Encoding.UTF8.GetString(Member.Text(body, "\"holdExpiresAt\":"u8));
                return status == 201
                    && DateTimeOffset.TryParse(until, CultureInfo.InvariantCulture, out ends[number]);
            }
        ).Run(stage.Loop, "holds");
        return ends;
    }

    /// <summary>Notes each seat that shows as free for the first time since its hold ended; a hold that ends early is a failure.</summary>
    private int Note(ReadOnlySpan<byte> map, Span<DateTimeOffset> ends, LatencyHistogram late)
    {
        var now = time.GetUtcNow();
        var noted = 0;
        Span<byte> wanted = stackalloc byte[64];
        for (var seat = 0; seat < ends.Length; seat++)
        {
            Utf8.TryWrite(wanted, $"\"seatNumber\":{seat + 1},\"status\":\"available\"", out var length);
            if (ends[seat] == default || map.IndexOf(wanted[..length]) < 0)
            {
                continue;
            }
            if (now < ends[seat])
            {
                throw new InvalidOperationException(
                    $"Seat {seat + 1} shows free {(ends[seat] - now).TotalMilliseconds} ms before its hold ends."
                );
            }
            late.Record(now - ends[seat]);
            ends[seat] = default;
            noted++;
        }
        return noted;
    }
}
