using Ticketing.Rehearsal.Report;

namespace Ticketing.Rehearsal.Tests.Report;

public sealed class LatencyHistogramTests
{
    [Fact]
    public void An_empty_histogram_tells_zero()
    {
        var histogram = new LatencyHistogram();
        histogram.Count.ShouldBe(0);
        histogram.Quantile(0.99).ShouldBe(TimeSpan.Zero);
        histogram.Mean.ShouldBe(TimeSpan.Zero);
        histogram.Max.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.95, 95)]
    [InlineData(0.99, 99)]
    [InlineData(1.0, 100)]
    [InlineData(0.0, 1)]
    public void Small_values_are_exact(double share, int microseconds)
    {
        var histogram = new LatencyHistogram();
        for (var i = 100; i >= 1; i--)
        {
            histogram.Record(TimeSpan.FromMicroseconds(i));
        }
        histogram.Quantile(share).ShouldBe(TimeSpan.FromMicroseconds(microseconds));
        histogram.Mean.ShouldBe(TimeSpan.FromMicroseconds(50.5));
    }

    [Fact]
    public void A_quantile_is_never_below_the_true_value_and_at_most_a_64th_above()
    {
        var random = new Random(1);
        var histogram = new LatencyHistogram();
        var values = Enumerable
            .Range(0, 20_000)
            .Select(_ => (long)Math.Exp(random.NextDouble() * 20))
            .ToArray();
        foreach (var value in values)
        {
            histogram.Record(TimeSpan.FromMicroseconds(value));
        }
        Array.Sort(values);
        foreach (var share in (double[])[0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1])
        {
            var exact = values[Math.Max(0, (int)Math.Ceiling(share * values.Length) - 1)];
            var told = (long)histogram.Quantile(share).TotalMicroseconds;
            told.ShouldBeInRange(exact, exact + (exact / 64) + 1);
        }
        histogram.Max.ShouldBe(TimeSpan.FromMicroseconds(values[^1]));
    }

    [Fact]
    public void Values_outside_the_range_count_at_its_ends()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromSeconds(-1));
        histogram.Record(TimeSpan.FromDays(30));
        histogram.Count.ShouldBe(2);
        histogram.Quantile(0.5).ShouldBe(TimeSpan.Zero);
        histogram.Quantile(1).ShouldBeInRange(TimeSpan.FromHours(19), TimeSpan.FromHours(20));
    }

    [Fact]
    public void Nothing_recorded_by_several_threads_is_lost()
    {
        var histogram = new LatencyHistogram();
        Parallel.For(0, 100_000, i => histogram.Record(TimeSpan.FromMicroseconds(i % 1000)));
        histogram.Count.ShouldBe(100_000);
        histogram.Max.ShouldBe(TimeSpan.FromMicroseconds(999));
    }
}
