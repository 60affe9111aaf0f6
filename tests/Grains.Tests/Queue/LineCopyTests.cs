using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.Queue.Line;

namespace Ticketing.Tests.Queue;

public sealed class LineCopyTests
{
    [Fact]
    public void Ranks_are_exact_however_long_the_line_is()
    {
        var harness = new LineHarness(FakeLine.Closed);
        for (var i = 0; i < 100_000; i++)
        {
            harness.Line.Join(harness.Moment);
        }
        harness.Do(line => LineRules.Leave(line, 5));
        harness.Do(line => LineRules.Leave(line, 40_000));

        var copy = harness.TakeCopy();

        foreach (var number in new long[] { 4, 6, 200, 32_768, 32_769, 39_999, 40_001, 65_537, 100_000 })
        {
            copy.Find(number, out var ahead, out _).ShouldBe(PlacePhase.Waiting);
            ahead.ShouldBe(harness.Line.CountAhead(number));
        }
    }

    [Fact]
    public void A_whole_copy_keeps_nothing_of_the_one_before()
    {
        var earlier = new LineHarness(FakeLine.Closed);
        for (var i = 0; i < 2 * LineBlock.Size; i++)
        {
            earlier.Join();
        }
        var before = earlier.TakeCopy();

        // The next activation knows of two blocks that they are over, and does not hold them any more.
        var line = new WaitingLine();
        line.StartAt(2, 0, 0);
        var number = line.Join(default);
        var whole = LineHarness.Changes(line, FakeLine.Closed, since: 0, isFull: true);
        var copy = LineCopy.Take(before, whole, DateTimeOffset.UnixEpoch);

        copy.Find(number, out var ahead, out _).ShouldBe(PlacePhase.Waiting);
        ahead.ShouldBe(0);
        copy.Find(1, out _, out _).ShouldBe(PlacePhase.None);
    }
}
