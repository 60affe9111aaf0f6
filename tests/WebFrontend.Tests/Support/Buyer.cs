namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>A user with a queue token.</summary>
public sealed record Buyer(TestServer Server, string UserId, string Token)
{
    /// <summary>Sends a request with the token.</summary>
    public Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        object? body = null,
        params (string Name, string Value)[] headers
    ) => Server.SendAsync(method, path, body, [("Queue-Token", Token), .. headers]);

    /// <summary>A GET with the token.</summary>
    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>A POST with the token.</summary>
    public Task<Answer> PostAsync(string path, object? body, params (string Name, string Value)[] headers) =>
        SendAsync(HttpMethod.Post, path, body, headers);

    /// <summary>A DELETE with the token.</summary>
    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <summary>Asks for the token's status.</summary>
    public Task<Answer> PollAsync() => GetAsync("/api/queue/tokens/current");

    /// <summary>Charges the balance.</summary>
    public Task<Answer> ChargeAsync(long amount, params (string Name, string Value)[] headers) =>
        PostAsync($"/api/users/{UserId}/balance/charges", new { amount }, headers);

    /// <summary>Asks for a seat.</summary>
    public Task<Answer> ReserveAsync(
        Show show,
        int seatNumber,
        params (string Name, string Value)[] headers
    ) =>
        PostAsync(
            "/api/reservations",
            new
            {
                concertId = show.ConcertId,
                scheduleId = show.ScheduleId,
                seatNumber,
            },
            headers
        );

    /// <summary>Pays a reservation.</summary>
    public Task<Answer> PayAsync(string reservationId, params (string Name, string Value)[] headers) =>
        PostAsync("/api/payments", new { reservationId }, headers);

    /// <summary>Holds a seat and pays it; answers the payment.</summary>
    public async Task<Answer> BuyAsync(Show show, int seatNumber)
    {
        var reservation = await ReserveAsync(show, seatNumber);
        var payment = await PayAsync(reservation.String("reservationId"));
        payment.ShouldBe(System.Net.HttpStatusCode.Created);
        return payment;
    }

    /// <summary>The same user, in the line again.</summary>
    public async Task<Buyer> JoinAgainAsync(string? queueId = null)
    {
        var joined = await Server.PostAsync("/api/queue/tokens", new { userId = UserId, queueId });
        joined.ShouldBe(System.Net.HttpStatusCode.Created);
        return this with { Token = joined.String("token") };
    }
}
