using System.Net;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Admin;

public sealed class CatalogLimitTests
{
    private static readonly object Date = new
    {
        startsAt = "2027-12-24T19:30:00+09:00",
        price = 1,
        seats = 10,
    };

    [Fact]
    public async Task A_full_catalog_takes_no_more_concerts()
    {
        await using var server = await new TestServer().With("Catalog:MaxConcerts", "1").StartAsync();
        (await AddConcertAsync(server, "one", null)).ShouldBe(HttpStatusCode.Created);
        (await AddConcertAsync(server, "two", null)).ShouldRefuse(409, "catalog-limit");
    }

    [Fact]
    public async Task There_are_no_more_queues_than_allowed()
    {
        await using var server = await new TestServer().With("Catalog:MaxQueues", "2").StartAsync();
        (await server.AdminAsync(HttpMethod.Put, "/queues/second", new { })).ShouldBe(HttpStatusCode.OK);
        (await server.AdminAsync(HttpMethod.Put, "/queues/third", new { })).ShouldRefuse(
            409,
            "catalog-limit"
        );
        (await AddConcertAsync(server, "one", "third")).ShouldRefuse(409, "catalog-limit");
        (await AddConcertAsync(server, "one", "second")).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_concert_has_no_more_dates_and_a_date_no_more_seats_than_allowed()
    {
        await using var server = await new TestServer()
            .With("Catalog:MaxSchedulesPerConcert", "1")
            .With("Catalog:MaxSeats", "10")
            .StartAsync();
        await AddConcertAsync(server, "one", null);
        var large = new
        {
            startsAt = "2027-12-24T19:30:00+09:00",
            price = 1,
            seats = 11,
        };
        (await AddDateAsync(server, large)).ShouldRefuse(409, "catalog-limit");
        (await AddDateAsync(server, Date)).ShouldBe(HttpStatusCode.Created);
        (await AddDateAsync(server, Date)).ShouldRefuse(409, "catalog-limit");
    }

    private static Task<Answer> AddConcertAsync(TestServer server, string concertId, string? queueId) =>
        server.AdminAsync(
            HttpMethod.Post,
            "/concerts",
            new
            {
                concertId,
                title = "t",
                venue = "v",
                queueId,
            }
        );

    private static Task<Answer> AddDateAsync(TestServer server, object date) =>
        server.AdminAsync(HttpMethod.Post, "/concerts/one/schedules", date);
}
