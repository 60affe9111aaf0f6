using Ticketing.Queue;
using Ticketing.WebFrontend.Admin;

namespace Ticketing.WebFrontend.Tests.Admin;

public sealed class ForecastRulesTests
{
    [Theory]
    [InlineData(600, 0, 100, 60, 600, 100)]
    [InlineData(600, 40, 100, 60, 600, 60)]
    [InlineData(600, 100, 100, 60, 600, 0)]
    [InlineData(0, 0, 0, 60, 0, 0)]
    [InlineData(7, 0, 7, 2, 210, 210)]
    public void The_last_in_line_and_the_last_seat_follow_from_the_speed(
        long waiting,
        long active,
        long seats,
        double perMinute,
        long lastInLine,
        long sellOut
    ) => ForecastRules.Forecast(waiting, active, seats, perMinute).ShouldBe((lastInLine, sellOut));

    [Fact]
    public void Those_who_wait_may_be_too_few_to_buy_all_seats() =>
        ForecastRules.Forecast(10, 5, 16, 60).ShouldBe((10L, null));

    [Fact]
    public void At_no_speed_nobody_is_ever_admitted() =>
        ForecastRules.Forecast(10, 0, 5, 0).ShouldBe((null, null));

    [Fact]
    public void The_settings_allow_a_batch_each_period_but_not_more_than_the_capacity_turns_over()
    {
        ForecastRules.AllowedPerMinute(new QueueSettings(1000, 100, 10, 60)).ShouldBe(600);
        ForecastRules.AllowedPerMinute(new QueueSettings(100, 100, 10, 600)).ShouldBe(10);
        ForecastRules.AllowedPerMinute(new QueueSettings(Paused: true)).ShouldBe(0);
    }
}
