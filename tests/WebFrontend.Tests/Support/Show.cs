using System.Net;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>One date of one concert.</summary>
public sealed record Show(TestServer Server, string ConcertId, string ScheduleId, long Price, string? QueueId)
{
    /// <summary>Where the dates of the concert are.</summary>
    public string SchedulesPath => $"/api/concerts/{ConcertId}/schedules";

    /// <summary>Where its seats are.</summary>
    public string SeatsPath => $"{SchedulesPath}/{ScheduleId}/seats";

    /// <summary>Adds a date.</summary>
    public async Task AddDateAsync(string scheduleId, string startsAt, int seats = 50) =>
        (
            await Server.AdminAsync(
                HttpMethod.Post,
                $"/concerts/{ConcertId}/schedules",
                new
                {
                    scheduleId,
                    startsAt,
                    price = Price,
                    seats,
                }
            )
        ).ShouldBe(HttpStatusCode.Created);

    /// <summary>What operators see of it.</summary>
    public Task<Answer> SalesAsync() =>
        Server.AdminAsync(HttpMethod.Get, $"/schedules/{ConcertId}/{ScheduleId}");
}
