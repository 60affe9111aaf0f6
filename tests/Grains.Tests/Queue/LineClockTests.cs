using Ticketing.Queue.Line;

namespace Ticketing.Tests.Queue;

public sealed class LineClockTests
{
    private const long Start = 1_800_000_000_000;

    private readonly LineClock _clock = new(Start);

    [Fact]
    public void Silence_is_counted_from_turn_to_turn()
    {
        for (var ms = Start; ms <= Start + 60_000; ms += LineClock.LongestPauseMs)
        {
            _clock.BeginTurn(ms);
        }

        _clock.At(Start + 60_000).ShouldBe(new Moment(Start + 60_000, 600));
    }

    [Theory]
    [InlineData(LineClock.LongestPauseMs + 1)]
    [InlineData(3_600_000)]
    [InlineData(-3_600_000)]
    public void A_time_in_which_the_line_stood_still_or_the_clock_was_set_is_nobodys_silence(int jump)
    {
        _clock.BeginTurn(Start + 5000);

        _clock.BeginTurn(Start + 5000 + jump).ShouldBe(new Moment(Start + 5000 + jump, 50));

        _clock.BeginTurn(Start + 7000 + jump).Tenths.ShouldBe(70);
    }
}
