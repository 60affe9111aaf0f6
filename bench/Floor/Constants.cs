using System.Text;

namespace Ticketing.Bench.Floor;

/// <summary>The six requests of a journey answered with constants of the real answers' sizes.</summary>
internal sealed class Constants(RowSink rows)
{
    private const string Token =
        "k1.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private static readonly byte[] Status = Bytes(
        $$$"""
        {"token":"{{{Token}}}","queueId":"default","userId":"abcdef123456","status":"active","rank":0,"ahead":0,"estimatedWaitSeconds":{"low":0,"likely":0,"high":0},"pollAfterSeconds":30,"issuedAt":"2026-11-20T12:00:00.0000000+00:00","activeUntil":"2026-11-20T12:10:00.0000000+00:00"}
        """
    );

    private static readonly byte[] Seats = Bytes(
        "{\"scheduleId\":\"s0\",\"startsAt\":\"2099-12-31T19:00:00+00:00\",\"price\":50000,\"seats\":["
            + string.Join(
                ',',
                Enumerable.Range(1, 50).Select(seat => $"{{\"seatNumber\":{seat},\"status\":\"available\"}}")
            )
            + "]}"
    );

    private static readonly byte[] Charge = Bytes(
        """{"userId":"abcdef123456","balance":50000,"entryId":1}"""
    );

    private static readonly byte[] Reservation = Bytes(
        """
        {"reservationId":"rsv-1-abcdefghij","userId":"abcdef123456","concertId":"cabcdef","scheduleId":"s0","seatNumber":1,"price":50000,"status":"held","holdExpiresAt":"2026-11-20T12:05:00.0000000+00:00"}
        """
    );

    private static readonly byte[] Payment = Bytes(
        """
        {"paymentId":"pay-1-abcdefghij","reservationId":"rsv-1-abcdefghij","ticketId":"tkt-1-abcdefghij","amount":50000,"balance":0,"paidAt":"2026-11-20T12:01:00.0000000+00:00"}
        """
    );

    /// <summary>Answers any request; what changes something waits for as many rows as the service writes for it.</summary>
    public async Task AnswerAsync(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (HttpMethods.IsGet(http.Request.Method))
        {
            await WriteAsync(http, 200, path.EndsWith("/seats", StringComparison.Ordinal) ? Seats : Status);
            return;
        }
        await ReadAsync(http.Request);
        var (status, body, count) = path switch
        {
            "/api/queue/tokens" => (201, Status, 1),
            "/api/reservations" => (201, Reservation, 2),
            "/api/payments" => (201, Payment, 5),
            _ when path.EndsWith("/charges", StringComparison.Ordinal) => (200, Charge, 1),
            _ => (path.StartsWith("/api/admin/queues", StringComparison.Ordinal) ? 200 : 201, Charge, 0),
        };
        if (count > 0)
        {
            await rows.AddAsync(count);
        }
        await WriteAsync(http, status, body);
    }

    private static async ValueTask ReadAsync(HttpRequest request)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return;
            }
        }
    }

    private static Task WriteAsync(HttpContext http, int status, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = body.Length;
        return http.Response.BodyWriter.WriteAsync(body).AsTask();
    }

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json.Trim());
}
