using Microsoft.Extensions.DependencyInjection;
using Ticketing.Audit;
using Ticketing.Storage;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Users;

public sealed class ForgedIdTests(TestServer server) : IClassFixture<TestServer>
{
    [Fact]
    public async Task A_random_or_forged_id_writes_no_row()
    {
        var buyer = await server.NewBuyerAsync();
        var show = await server.NewShowAsync();
        var before = await CountAsync();
        for (var i = 0; i < 20; i++)
        {
            var forged = buyer with { Token = buyer.Token[..^4] + $"{i:D4}" };
            (await server.GetAsync($"/api/users/random-{i}")).ShouldRefuse(404, "user-not-found");
            (await server.PostAsync("/api/queue/tokens", new { userId = $"random-{i}" })).ShouldRefuse(
                404,
                "user-not-found"
            );
            (
                await server.PostAsync(
                    "/api/queue/tokens",
                    new { userId = buyer.UserId, queueId = $"random-{i}" }
                )
            ).ShouldRefuse(404, "queue-not-found");
            (await forged.ChargeAsync(1_000)).ShouldRefuse(401, "token-invalid");
            (await forged.PollAsync()).ShouldRefuse(401, "token-invalid");
            (await buyer.GetAsync($"/api/concerts/random-{i}/schedules/x/seats")).ShouldRefuse(
                404,
                "schedule-not-found"
            );
            (await buyer.GetAsync($"/api/reservations/rsv-{i}-random")).ShouldRefuse(
                404,
                "reservation-not-found"
            );
            (await buyer.DeleteAsync($"/api/reservations/rsv-{i}-random")).ShouldRefuse(
                404,
                "reservation-not-found"
            );
            (await buyer.GetAsync($"/api/payments/pay-{i}-random")).ShouldRefuse(404, "payment-not-found");
            (await buyer.GetAsync($"/api/tickets/tkt-{i}-random")).ShouldRefuse(404, "ticket-not-found");
            (await buyer.GetAsync($"{show.SchedulesPath}/random-{i}/seats/events")).ShouldRefuse(
                404,
                "schedule-not-found"
            );
            (await buyer.ReserveAsync(show with { ConcertId = $"random-{i}" }, 1)).ShouldRefuse(
                404,
                "schedule-not-found"
            );
            (await buyer.ReserveAsync(show with { ScheduleId = $"random-{i}" }, 1)).ShouldRefuse(
                404,
                "schedule-not-found"
            );
            (await buyer.ReserveAsync(show, 1_000 + i)).ShouldRefuse(404, "seat-not-found");
            (await buyer.ReserveAsync(show, -i)).ShouldRefuse(404, "seat-not-found");
            (
                await server.AdminAsync(
                    HttpMethod.Post,
                    $"/concerts/random-{i}/schedules",
                    new
                    {
                        startsAt = "2027-12-24T19:30:00+09:00",
                        price = 1,
                        seats = 1,
                    }
                )
            ).ShouldRefuse(404, "concert-not-found");
            (await buyer.PayAsync($"rsv-{i}-random")).ShouldRefuse(404, "reservation-not-found");
            (await server.AdminAsync(HttpMethod.Get, $"/queues/random-{i}")).ShouldRefuse(
                404,
                "queue-not-found"
            );
            (await server.AdminAsync(HttpMethod.Get, $"/schedules/random-{i}/x")).ShouldRefuse(
                404,
                "schedule-not-found"
            );
        }
        (await CountAsync()).ShouldBe(before);
    }

    private async Task<int> CountAsync()
    {
        var reader = server.Services.GetRequiredService<IRecordReader>();
        var count = 0;
        string[] kinds = ["user", "operation", "concert", "catalog", "queue", .. AuditRules.StateNames];
        await foreach (var record in reader.ReadAllAsync(kinds))
        {
            count++;
        }
        return count;
    }
}
