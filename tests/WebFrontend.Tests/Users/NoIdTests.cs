using Ticketing.WebFrontend.Concerts;
using Ticketing.WebFrontend.Reservations;
using Ticketing.WebFrontend.Users;

namespace Ticketing.WebFrontend.Tests.Users;

/// <summary>What cannot be an id is refused with nothing to ask: there is no grain here that could be called.</summary>
public sealed class NoIdTests
{
    public static TheoryData<string> NoIds => ["", "-", "no body", "a/b", "민지", new string('i', 65)];

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task A_user_is_not_looked_up_under_what_is_no_id(string noId) =>
        (await UserRoutes.FindUserAsync(null!, noId)).ShouldBeNull();

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task A_concert_is_not_looked_up_under_what_is_no_id(string noId) =>
        (await ScheduleFinder.FindAsync(null!, noId)).ShouldBeNull();

    [Theory]
    [MemberData(nameof(NoIds))]
    public async Task A_reservation_is_not_looked_up_under_what_is_no_id(string noId) =>
        (await ReservationRoutes.FindReservationAsync(null!, null!, noId)).ShouldBeNull();
}
