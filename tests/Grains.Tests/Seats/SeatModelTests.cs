using FsCheck;
using FsCheck.Fluent;
using Ticketing.Seats;

namespace Ticketing.Tests.Seats;

/// <summary>
/// Any sequence of calls by three users with any passing of time, against a model that only knows who may
/// have the seat: one live hold or one owner, a hold to the instant of its end, a sale that cannot be
/// overtaken, sold for good.
/// </summary>
public sealed class SeatModelTests
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_seat_has_at_most_one_live_hold_or_one_owner()
    {
        var step = Gen.Zip(Gen.Choose(0, 6), Gen.Zip(Gen.Choose(0, 2), Gen.Choose(0, 6)))
            .Select(t => new Step(t.Item1, t.Item2.Item1, t.Item2.Item2));
        Prop.ForAll(Arb.From(Gen.ListOf(step)), Run)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(60));
    }

    private static void Run(IEnumerable<Step> steps)
    {
        var now = new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
        var seat = new SeatState();
        var model = new Model();
        foreach (var step in steps)
        {
            now += TimeSpan.FromSeconds(step.Seconds);
            model.PassTo(now);
            var reservation = $"r{step.Who}";
            var before = seat;
            seat = step.Kind switch
            {
                0 or 1 => DoHold(seat, model, step.Who, now),
                2 => DoBegin(seat, model, step.Who, now),
                3 => model.Abort(step.Who, SeatRules.AbortSale(seat, reservation)),
                4 => DoSell(seat, model, step.Who),
                5 => DoRelease(seat, model, step.Who),
                _ => SeatRules.EndHold(seat, now),
            };

            (seat == before || seat.Version == before.Version + 1).ShouldBeTrue();
            for (var who = 0; who < 3; who++)
            {
                SeatRules.StandingOf(seat, $"r{who}", now).ShouldBe(model.StandingOf(who));
            }
        }
    }

    private static SeatState DoHold(SeatState seat, Model model, int who, DateTimeOffset now)
    {
        var (next, outcome) = SeatRules.Hold(seat, new HoldSeat($"r{who}", $"u{who}"), now, Hold);
        outcome.Status.ShouldBe(model.Hold(who, now));
        return next;
    }

    private static SeatState DoBegin(SeatState seat, Model model, int who, DateTimeOffset now)
    {
        var (next, outcome) = SeatRules.BeginSale(seat, $"r{who}", now);
        outcome.ShouldBe(model.Begin(who));
        return next;
    }

    private static SeatState DoSell(SeatState seat, Model model, int who)
    {
        var (next, outcome) = SeatRules.Sell(seat, $"r{who}");
        outcome.ShouldBe(model.Sell(who));
        return next;
    }

    private static SeatState DoRelease(SeatState seat, Model model, int who)
    {
        var (next, outcome) = SeatRules.Release(seat, $"r{who}");
        outcome.ShouldBe(model.Release(who));
        return next;
    }

    private sealed record Step(int Kind, int Who, int Seconds);

    /// <summary>Who has the seat, how, and until when.</summary>
    private sealed class Model
    {
        private int? _owner;
        private SaleStatus _how;
        private DateTimeOffset _until;
        private DateTimeOffset _now;

        public void PassTo(DateTimeOffset now)
        {
            _now = now;
            if (_how == SaleStatus.Held && now >= _until)
            {
                _owner = null;
            }
        }

        public SaleStatus StandingOf(int who) => _owner == who ? _how : SaleStatus.NotHeld;

        public HoldStatus Hold(int who, DateTimeOffset now)
        {
            if (_owner is null)
            {
                (_owner, _how, _until) = (who, SaleStatus.Held, now + SeatModelTests.Hold);
                return HoldStatus.Held;
            }

            return _owner == who && _how == SaleStatus.Held ? HoldStatus.AlreadyYours : HoldStatus.Taken;
        }

        public SaleStatus Begin(int who)
        {
            if (StandingOf(who) == SaleStatus.Held)
            {
                _how = SaleStatus.Selling;
            }

            return StandingOf(who);
        }

        public SeatState Abort(int who, SeatState next)
        {
            if (StandingOf(who) == SaleStatus.Selling)
            {
                _how = SaleStatus.Held;
                PassTo(_now);
            }

            return next;
        }

        public SaleStatus Sell(int who)
        {
            if (StandingOf(who) == SaleStatus.Selling)
            {
                _how = SaleStatus.Sold;
            }

            return StandingOf(who) == SaleStatus.Sold ? SaleStatus.Sold : SaleStatus.NotHeld;
        }

        public SaleStatus Release(int who)
        {
            if (StandingOf(who) == SaleStatus.Held)
            {
                _owner = null;
            }

            return StandingOf(who);
        }
    }
}
