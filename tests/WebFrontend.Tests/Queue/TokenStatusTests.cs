using System.Text.Json;
using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.WebFrontend.Queue;
using Ticketing.WebFrontend.Queue.Tokens;

namespace Ticketing.WebFrontend.Tests.Queue;

public sealed class TokenStatusTests
{
    private static readonly DateTimeOffset At = new(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(PlacePhase.Waiting, "waiting", null)]
    [InlineData(PlacePhase.Active, "active", null)]
    [InlineData(PlacePhase.Completed, "completed", null)]
    [InlineData(PlacePhase.LeftWaiting, "expired", "left")]
    [InlineData(PlacePhase.LeftActive, "expired", "left")]
    [InlineData(PlacePhase.Idle, "expired", "idle")]
    [InlineData(PlacePhase.ServiceTime, "expired", "service-time")]
    [InlineData(PlacePhase.NoShow, "expired", "no-show")]
    public void Each_phase_has_its_status_and_reason(PlacePhase phase, string status, string? reason)
    {
        var json = Write(new PlaceView(phase, 0, null, default, 5, At));
        json.GetProperty("status").GetString().ShouldBe(status);
        (json.TryGetProperty("reason", out var told) ? told.GetString() : null).ShouldBe(reason);
        json.TryGetProperty("activeUntil", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_waiting_place_has_its_rank_the_number_ahead_and_the_wait_as_an_interval()
    {
        var json = Write(new PlaceView(PlacePhase.Waiting, 41, null, new(10, 20, 30), 2, At));
        json.GetProperty("rank").GetInt64().ShouldBe(42);
        json.GetProperty("ahead").GetInt64().ShouldBe(41);
        var wait = json.GetProperty("estimatedWaitSeconds");
        (wait.GetProperty("low").GetInt32(), wait.GetProperty("likely").GetInt32()).ShouldBe((10, 20));
        wait.GetProperty("high").GetInt32().ShouldBe(30);
        json.GetProperty("pollAfterSeconds").GetInt32().ShouldBe(2);
    }

    [Fact]
    public void Times_are_in_UTC_with_their_offset()
    {
        var until = new DateTimeOffset(2026, 12, 1, 21, 10, 0, TimeSpan.FromHours(9));
        var json = Write(new PlaceView(PlacePhase.Active, 0, until, default, 5, At));
        json.GetProperty("activeUntil").GetString().ShouldEndWith("+00:00");
        json.GetProperty("activeUntil").GetDateTimeOffset().ShouldBe(until);
        json.GetProperty("issuedAt").GetDateTimeOffset().ShouldBe(At);
    }

    [Fact]
    public void The_longest_status_fits()
    {
        var id = new string('z', 64);
        var token = new QueueToken(new string('T', 200), id, id, long.MaxValue, DateTimeOffset.MaxValue);
        var wait = new WaitEstimate(int.MaxValue, int.MaxValue, int.MaxValue);
        var place = new PlaceView(
            PlacePhase.Waiting,
            long.MaxValue - 1,
            DateTimeOffset.MaxValue,
            wait,
            int.MaxValue,
            At
        );
        TokenStatus
            .Write(new byte[TokenStatus.MaxLength], token, place)
            .ShouldBeLessThan(TokenStatus.MaxLength);
    }

    private static JsonElement Write(PlaceView place)
    {
        var bytes = new byte[TokenStatus.MaxLength];
        var length = TokenStatus.Write(bytes, new QueueToken("T0k_en-", "default", "a@b+c", 7, At), place);
        return JsonDocument.Parse(bytes.AsMemory(0, length)).RootElement;
    }
}
