using FsCheck;
using FsCheck.Fluent;
using Ticketing.Queue;
using Ticketing.Queue.Line;

namespace Ticketing.Tests.Queue;

/// <summary>
/// Any sequence of joins, leaves, payments, silences and admissions, against a model that is a plain list: the counted
/// ranks are exact, ranks never go up, lower numbers are admitted first, and the capacity is never passed.
/// </summary>
public sealed class LineModelTests
{
    private static readonly QueueSettings Settings = new(
        Capacity: 5,
        AdmissionBatch: 4,
        ActiveSeconds: 100,
        WaitingIdleSeconds: 50,
        NoShowSeconds: 30
    );

    [Fact]
    public void Every_rank_is_exact_and_never_goes_up()
    {
        var step = Gen.Zip(Gen.Choose(0, 6), Gen.Choose(0, 1000)).Select(t => new Step(t.Item1, t.Item2));
        var steps = Arb.From(Gen.ListOf(step));
        Prop.ForAll(steps, Run).Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(400));
    }

    private static void Run(IEnumerable<Step> steps)
    {
        var line = new LineHarness(Settings);
        var model = new List<PlacePhase>();
        var ranks = new Dictionary<long, long>();
        foreach (var step in steps)
        {
            Apply(line, step);
            Refresh(line, model);
            line.Line.Active.Count.ShouldBeLessThanOrEqualTo(Settings.Capacity);
            Check(line, model, ranks);
        }
    }

    private static void Apply(LineHarness line, Step step)
    {
        var some = line.Line.NextNumber > 1 ? 1 + (step.Value % (line.Line.NextNumber - 1)) : 0;
        switch (step.Kind)
        {
            case 0:
            case 1:
                for (var i = 0; i < step.Value % 40; i++)
                {
                    line.Join();
                }
                break;
            case 2 when some > 0:
                line.Do(l => LineRules.Leave(l, some));
                break;
            case 3 when line.Line.PhaseOf(some) == PlacePhase.Active:
                line.Do(l => LineRules.Complete(l, some));
                break;
            case 4:
                line.Advance(step.Value % 40);
                line.Sweep();
                break;
            case 5:
                line.AdmitBatch();
                break;
            case 6 when some > 0:
                line.Line.Hear(some, line.Moment);
                break;
        }
    }

    // What the line says of each number, with the rules of the field: nobody comes back, nobody is passed.
    private static void Refresh(LineHarness line, List<PlacePhase> model)
    {
        var newest = 0L;
        for (var number = 1L; number < line.Line.NextNumber; number++)
        {
            var phase = line.Line.PhaseOf(number);
            if (number > model.Count)
            {
                model.Add(PlacePhase.Waiting);
            }
            var before = model[(int)number - 1];
            if (before.HasEnded())
            {
                phase.ShouldBe(before);
            }
            if (before == PlacePhase.Active)
            {
                phase.ShouldNotBe(PlacePhase.Waiting);
            }
            if (before == PlacePhase.Waiting && phase == PlacePhase.Active)
            {
                newest = number;
            }
            model[(int)number - 1] = phase;
        }
        model.Take((int)Math.Max(0, newest - 1)).ShouldNotContain(PlacePhase.Waiting);
    }

    private static void Check(LineHarness line, List<PlacePhase> model, Dictionary<long, long> ranks)
    {
        var copy = line.TakeCopy();
        var waiting = 0L;
        for (var number = 1L; number <= model.Count; number++)
        {
            var phase = copy.Find(number, out var ahead, out _);
            phase.ShouldBe(model[(int)number - 1]);
            if (phase != PlacePhase.Waiting)
            {
                continue;
            }
            ahead.ShouldBe(waiting++);
            ranks.TryGetValue(number, out var rank).ShouldBeOneOf(true, false);
            (rank == 0 || ahead + 1 <= rank).ShouldBeTrue(
                $"the rank of {number} rose from {rank} to {ahead + 1}"
            );
            ranks[number] = ahead + 1;
        }
        line.Line.Waiting.ShouldBe(waiting);
    }

    private sealed record Step(int Kind, int Value);
}
