using Microsoft.Extensions.DependencyInjection;
using Ticketing.Audit;
using Ticketing.Storage;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Users;

public sealed class ForgedIdTests : IAsyncLifetime
{
    private readonly WatchedStorage _storage = new();
    private readonly TestServer _server;

    public ForgedIdTests() => _server = new TestServer().With(_storage.Use);

    [Fact]
    public async Task A_random_or_forged_id_writes_no_row()
    {
        var buyer = await _server.NewBuyerAsync();
        var show = await _server.NewShowAsync();
        var before = await CountAsync();
        for (var i = 0; i < 20; i++)
        {
            await TryAsync(buyer, show, i);
        }
        (await CountAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_random_or_forged_id_activates_no_grain()
    {
        var buyer = await _server.NewBuyerAsync();
        var show = await _server.NewShowAsync();
        _storage.Forget();

        await TryAsync(buyer, show, 7);

        // Whether there is a user is looked up in the rows; an account is not activated for it. Everything else that a
        // grain read must be the caller's own book.
        var read = _storage.Read.Where(row => row.StateName != "user").Distinct();
        read.ShouldBe([("reservations", buyer.UserId)]);
    }

    public Task InitializeAsync() => _server.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    private async Task TryAsync(Buyer buyer, Show show, int i)
    {
        await TryUsersAndQueuesAsync(buyer, i);
        await TryThingsAsync(buyer, i);
        await TryDatesAsync(buyer, show, i);
        await TryAsOperatorAsync(show, i);
    }

    private async Task TryUsersAndQueuesAsync(Buyer buyer, int i)
    {
        var forged = buyer with { Token = buyer.Token[..^4] + $"{i:D4}" };
        (await forged.ChargeAsync(1_000)).ShouldRefuse(401, "token-invalid");
        (await forged.PollAsync()).ShouldRefuse(401, "token-invalid");
        (await _server.GetAsync($"/api/users/random-{i}")).ShouldRefuse(404, "user-not-found");
        (await JoinAsync($"random-{i}", null)).ShouldRefuse(404, "user-not-found");
        (await JoinAsync(buyer.UserId, $"random-{i}")).ShouldRefuse(404, "queue-not-found");
    }

    private static async Task TryThingsAsync(Buyer buyer, int i)
    {
        var reservation = $"/api/reservations/rsv-{i}-random";
        (await buyer.GetAsync(reservation)).ShouldRefuse(404, "reservation-not-found");
        (await buyer.DeleteAsync(reservation)).ShouldRefuse(404, "reservation-not-found");
        (await buyer.PayAsync($"rsv-{i}-random")).ShouldRefuse(404, "reservation-not-found");
        (await buyer.GetAsync($"/api/payments/pay-{i}-random")).ShouldRefuse(404, "payment-not-found");
        (await buyer.GetAsync($"/api/tickets/tkt-{i}-random")).ShouldRefuse(404, "ticket-not-found");
    }

    private static async Task TryDatesAsync(Buyer buyer, Show show, int i)
    {
        const string notFound = "schedule-not-found";
        var random = $"random-{i}";
        (await buyer.GetAsync($"/api/concerts/{random}/schedules")).ShouldRefuse(404, "concert-not-found");
        (await buyer.GetAsync($"/api/concerts/{random}/schedules/x/seats")).ShouldRefuse(404, notFound);
        (await buyer.GetAsync($"{show.SchedulesPath}/{random}/seats")).ShouldRefuse(404, notFound);
        (await buyer.GetAsync($"{show.SchedulesPath}/{random}/seats/events")).ShouldRefuse(404, notFound);
        (await buyer.ReserveAsync(show with { ConcertId = random }, 1)).ShouldRefuse(404, notFound);
        (await buyer.ReserveAsync(show with { ScheduleId = random }, 1)).ShouldRefuse(404, notFound);
        (await buyer.ReserveAsync(show, 1_000 + i)).ShouldRefuse(404, "seat-not-found");
        (await buyer.ReserveAsync(show, -i)).ShouldRefuse(404, "seat-not-found");
    }

    private async Task TryAsOperatorAsync(Show show, int i)
    {
        var random = $"random-{i}";
        object date = new
        {
            startsAt = "2027-12-24T19:30:00+09:00",
            price = 1,
            seats = 1,
        };
        (await _server.AdminAsync(HttpMethod.Post, $"/concerts/{random}/schedules", date)).ShouldRefuse(
            404,
            "concert-not-found"
        );
        (await AskAsync($"/queues/{random}")).ShouldRefuse(404, "queue-not-found");
        (await AskAsync($"/queues/{random}/forecast")).ShouldRefuse(404, "queue-not-found");
        (await AskAsync($"/schedules/{random}/x")).ShouldRefuse(404, "schedule-not-found");
        (await AskAsync($"/schedules/{show.ConcertId}/{random}")).ShouldRefuse(404, "schedule-not-found");
    }

    private Task<Answer> JoinAsync(string userId, string? queueId) =>
        _server.PostAsync("/api/queue/tokens", new { userId, queueId });

    private Task<Answer> AskAsync(string path) => _server.AdminAsync(HttpMethod.Get, path);

    private async Task<int> CountAsync()
    {
        var reader = _server.Services.GetRequiredService<IRecordReader>();
        var count = 0;
        string[] kinds = ["user", "operation", "concert", "catalog", "queue", .. AuditRules.StateNames];
        await foreach (var record in reader.ReadAllAsync(kinds))
        {
            count++;
        }
        return count;
    }
}
