using System.Text.Unicode;
using Ticketing.Bench.Load.Flows;
using Ticketing.Bench.Load.Net;

namespace Ticketing.Bench.Load.Scenarios;

/// <summary>What must be there before anything is measured, made over the same HTTP API that everybody uses.</summary>
internal sealed class Prepare(EventLoop loop, string adminKey, int connections)
{
    /// <summary>Sets a queue, the default one if none is named.</summary>
    public void Queue(
        int capacity,
        int activeSeconds = 3600,
        bool paused = false,
        string queueId = "default"
    ) =>
        One(
            "PUT",
            $"/api/admin/queues/{queueId}",
            $"{{\"capacity\":{capacity},\"admissionBatch\":100,\"admissionPeriodSeconds\":1,\"activeSeconds\":{activeSeconds},\"waitingIdleSeconds\":3600,\"noShowSeconds\":3600,\"paused\":{(paused ? "true" : "false")}}}"
        );

    /// <summary>Makes a concert, and with it its line where there is none of that name.</summary>
    public void Concert(string concertId, string queueId = "default") =>
        One(
            "POST",
            "/api/admin/concerts",
            $"{{\"concertId\":\"{concertId}\",\"title\":\"Measured\",\"venue\":\"Here\",\"queueId\":\"{queueId}\"}}"
        );

    /// <summary>Makes the concerts and their schedules.</summary>
    public void Season(Season season)
    {
        for (var first = 0; first < season.Schedules; first += Flows.Season.SchedulesOfAConcert)
        {
            Concert(season.ConcertOf(first));
        }
        new Bulk(
            season.Schedules,
            connections,
            (number, to) =>
            {
                Span<byte> body = stackalloc byte[Request.MostBodyBytes];
                Utf8.TryWrite(
                    body,
                    $"{{\"scheduleId\":\"s{number}\",\"startsAt\":\"2099-12-31T19:00:00Z\",\"price\":{Flows.Season.Price},\"seats\":{season.Seats}}}",
                    out var length
                );
                return Request.WithBody(
                    to,
                    "POST",
                    $"/api/admin/concerts/{season.ConcertOf(number)}/schedules",
                    default,
                    body[..length],
                    adminKey
                );
            },
            (_, status, _) => status == 201
        ).Run(loop, "schedules");
    }

    /// <summary>Makes users, named by a prefix and a number.</summary>
    public void Users(string prefix, long count, long from = 0) =>
        new Bulk(
            count,
            connections,
            (number, to) =>
            {
                Span<byte> body = stackalloc byte[Request.MostBodyBytes];
                Utf8.TryWrite(
                    body,
                    $"{{\"userId\":\"{prefix}{from + number}\",\"name\":\"Somebody\"}}",
                    out var length
                );
                return Request.WithBody(to, "POST", "/api/users", default, body[..length]);
            },
            (_, status, _) => status == 201
        ).Run(loop, "users");

    /// <summary>One administrative call that must succeed.</summary>
    /// <returns>Its answer.</returns>
    public string One(string method, string path, string json)
    {
        var answer = "";
        new Bulk(
            1,
            1,
            (_, to) =>
                Request.WithBody(
                    to,
                    method,
                    path,
                    default,
                    System.Text.Encoding.UTF8.GetBytes(json),
                    adminKey
                ),
            (_, status, body) =>
            {
                answer = System.Text.Encoding.UTF8.GetString(body);
                return status is 200 or 201;
            }
        ).Run(loop, path);
        return answer;
    }
}
