using Ticketing.Queue;
using Ticketing.Queue.Line;

namespace Ticketing.Tests.Queue;

/// <summary>People come, are served for a time of their own and go, in simulated seconds; are waits foretold?</summary>
public sealed class WaitForecastTests
{
    private readonly Random _random = new(4711);
    private readonly WaitingLine _line = new();
    private readonly Dictionary<int, List<long>> _leaving = [];
    private readonly WaitForecast _forecast = new(new Random(42));
    private int _now;

    [Theory]
    [InlineData(50, 20, 10)]
    [InlineData(200, 100, 10)]
    [InlineData(20, 5, 5)]
    public void Most_waits_lie_within_what_was_told_while_the_line_goes_on_evenly(
        int capacity,
        int batch,
        int period
    )
    {
        var settings = new QueueSettings(capacity, batch, period);

        Run(settings, seconds: 3600, arrivalsPerSecond: 3);

        var quality = _forecast.Quality();
        quality.Samples.ShouldBeGreaterThan(100);
        quality.WithinInterval.ShouldBeGreaterThan(0.8);
        quality.MedianRelativeError.ShouldBeLessThan(0.2);
    }

    [Fact]
    public void A_line_in_which_nobody_had_to_wait_says_nothing_of_how_fast_it_goes()
    {
        Run(new QueueSettings(Capacity: 1000), seconds: 300, arrivalsPerSecond: 3);

        _forecast.Speed(Now).ShouldBe(Outflow.Unknown);
        _forecast.PerMinute(Now).ShouldBeInRange(150, 210);
    }

    [Fact]
    public void The_speed_is_that_of_the_last_five_minutes()
    {
        var settings = new QueueSettings(Capacity: 0);
        Run(settings, seconds: 60, arrivalsPerSecond: 10);
        Run(settings with { Capacity = 100_000, AdmissionBatch = 10 }, seconds: 600, arrivalsPerSecond: 5);
        _forecast.Speed(Now).PerSecond.ShouldBe(1, 0.1);

        Run(settings, seconds: 400, arrivalsPerSecond: 0);

        _forecast.Speed(Now).ShouldBe(Outflow.Unknown);
    }

    private Moment Now => Moment.Of(_now * 1000L, 0);

    private void Run(QueueSettings settings, int seconds, int arrivalsPerSecond)
    {
        for (var end = _now + seconds; _now < end; _now++)
        {
            _line.NextVersion();
            _leaving.Remove(_now, out var leaving);
            foreach (var number in leaving ?? [])
            {
                LineRules.Complete(_line, number);
            }
            var before = _line.Waiting;
            var joined = _random.Next((2 * arrivalsPerSecond) + 1);
            var active = _line.Active.Keys.ToHashSet();
            for (var i = 0; i < joined; i++)
            {
                LineRules.AdmitAtFront(_line, settings, _line.Join(Now), Now);
            }
            if (_now % settings.AdmissionPeriodSeconds == 0)
            {
                LineRules.AdmitBatch(_line, settings, Now);
            }
            foreach (var number in _line.Active.Keys.Except(active).ToList())
            {
                var until = _now + _random.Next(30, 120);
                (_leaving.TryGetValue(until, out var others) ? others : _leaving[until] = []).Add(number);
            }
            _forecast.Observe(_line, settings, before + joined - _line.Waiting, Now);
        }
    }
}
