using System.Net;
using System.Net.Http.Json;
using System.Text;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>Calls as callers make them.</summary>
public static class Calls
{
    /// <summary>Sends a request with the given headers.</summary>
    public static Task<Answer> SendAsync(
        this TestServer server,
        HttpMethod method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers
    )
    {
        var request = new HttpRequestMessage(method, path) { Content = ContentOf(body) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value).ShouldBeTrue();
        }
        return Answer.OfAsync(server.Client.SendAsync(request));
    }

    /// <summary>A GET without a token.</summary>
    public static Task<Answer> GetAsync(
        this TestServer server,
        string path,
        params (string Name, string Value)[] headers
    ) => server.SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>A POST without a token.</summary>
    public static Task<Answer> PostAsync(
        this TestServer server,
        string path,
        object? body,
        params (string Name, string Value)[] headers
    ) => server.SendAsync(HttpMethod.Post, path, body, headers);

    /// <summary>A call of an operator.</summary>
    public static Task<Answer> AdminAsync(
        this TestServer server,
        HttpMethod method,
        string path,
        object? body = null
    ) => server.SendAsync(method, "/api/admin" + path, body, ("Admin-Key", TestServer.OperatorKey));

    /// <summary>A concert with one date, and a queue of its own where one is named.</summary>
    public static async Task<Show> NewShowAsync(
        this TestServer server,
        int seats = 50,
        long price = 10_000,
        string? queueId = null,
        string startsAt = "2027-12-24T19:30:00+09:00",
        string scheduleId = "first-night"
    )
    {
        var concertId = server.NewId("concert");
        var concert = new
        {
            concertId,
            title = "밤의 노래 / Song of the Night",
            venue = "세종문화회관 / Sejong Center",
            queueId,
        };
        (await server.AdminAsync(HttpMethod.Post, "/concerts", concert)).ShouldBe(HttpStatusCode.Created);
        var show = new Show(server, concertId, scheduleId, price, queueId);
        await show.AddDateAsync(scheduleId, startsAt, seats);
        return show;
    }

    /// <summary>A user who is in the line.</summary>
    public static async Task<Buyer> NewBuyerAsync(
        this TestServer server,
        string? queueId = null,
        long money = 0
    )
    {
        var userId = server.NewId("user");
        (await server.PostAsync("/api/users", new { userId, name = "Minji" })).ShouldBe(
            HttpStatusCode.Created
        );
        var joined = await server.PostAsync("/api/queue/tokens", new { userId, queueId });
        joined.ShouldBe(HttpStatusCode.Created);
        var buyer = new Buyer(server, userId, joined.String("token"));
        if (money > 0)
        {
            (await buyer.ChargeAsync(money)).ShouldBe(HttpStatusCode.OK);
        }
        return buyer;
    }

    private static HttpContent? ContentOf(object? body) =>
        body switch
        {
            null => null,
            HttpContent content => content,
            string text => new StringContent(text, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body),
        };
}
