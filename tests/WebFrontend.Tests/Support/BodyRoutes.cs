using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>Every route that takes a body: a good one, what it must have, and which members are numbers.</summary>
public static class BodyRoutes
{
    private static readonly (
        string Method,
        string Path,
        string Good,
        string[] Required,
        string[] Numbers
    )[] Routes =
    [
        ("POST", "/api/users", """{"name":"Minji"}""", ["name"], []),
        ("POST", "/api/queue/tokens", """{"userId":"minji"}""", ["userId"], []),
        ("POST", "/api/users/{user}/balance/charges", """{"amount":1}""", ["amount"], ["amount"]),
        (
            "POST",
            "/api/reservations",
            """{"concertId":"c","scheduleId":"s","seatNumber":1}""",
            ["concertId", "scheduleId", "seatNumber"],
            ["seatNumber"]
        ),
        ("POST", "/api/payments", """{"reservationId":"rsv-1-x"}""", ["reservationId"], []),
        ("POST", "/api/admin/concerts", """{"title":"t","venue":"v"}""", ["title", "venue"], []),
        (
            "POST",
            "/api/admin/concerts/c/schedules",
            """{"startsAt":"2027-01-01T00:00:00Z","price":1,"seats":1}""",
            ["startsAt", "price", "seats"],
            ["price", "seats"]
        ),
        (
            "PUT",
            "/api/admin/queues/bad-input",
            """{"capacity":1}""",
            [],
            [
                "capacity",
                "admissionBatch",
                "admissionPeriodSeconds",
                "activeSeconds",
                "waitingIdleSeconds",
                "noShowSeconds",
            ]
        ),
        ("POST", "/api/admin/audit", """{"concertId":"c"}""", [], []),
    ];

    /// <summary>Method and path of each route.</summary>
    public static IEnumerable<object[]> EveryRoute => Routes.Select(r => new object[] { r.Method, r.Path });

    /// <summary>Each member that a route must be given.</summary>
    public static IEnumerable<object[]> EveryRequiredMember =>
        Routes.SelectMany(r => r.Required, (r, member) => new object[] { r.Method, r.Path, member });

    /// <summary>Each member that must be a whole number.</summary>
    public static IEnumerable<object[]> EveryNumber =>
        Routes.SelectMany(r => r.Numbers, (r, member) => new object[] { r.Method, r.Path, member });

    /// <summary>A body that the route takes.</summary>
    public static string GoodBody(string path) => Routes.Single(route => route.Path == path).Good;

    /// <summary>That body with another value of one member, or without it.</summary>
    public static string With(string path, string member, string? value)
    {
        var body = JsonNode.Parse(GoodBody(path))!.AsObject();
        body.Remove(member);
        var text = body.ToJsonString();
        var separator = text == "{}" ? "" : ",";
        return value is null ? text : $"{text[..^1]}{separator}\"{member}\":{value}}}";
    }

    /// <summary>A body of JSON.</summary>
    public static HttpContent Json(string body) => Json(Encoding.UTF8.GetBytes(body));

    /// <summary>A body of bytes that are said to be JSON.</summary>
    public static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    /// <summary>Sends it as somebody who may.</summary>
    public static async Task<Answer> SendBodyAsync(
        this TestServer server,
        string method,
        string path,
        HttpContent content
    )
    {
        if (path.StartsWith("/api/admin", StringComparison.Ordinal))
        {
            return await server.SendAsync(new(method), path, content, ("Admin-Key", TestServer.OperatorKey));
        }
        var buyer = await server.NewBuyerAsync();
        return await buyer.SendAsync(new(method), path.Replace("{user}", buyer.UserId), content);
    }
}
