using FsCheck;
using FsCheck.Fluent;
using Ticketing.Reservations;

namespace Ticketing.Tests.Reservations;

/// <summary>
/// Any order of reserving and resolving: the own row stays small, and every reservation is found, once, in
/// the row or on the page of its number, as it was stored last.
/// </summary>
public sealed class ReservationPagingTests
{
    private static readonly ReservationOptions Options = new();

    [Fact]
    public void Every_reservation_is_found_and_the_row_stays_small()
    {
        var step = Gen.Zip(Gen.Choose(0, 2), Gen.Choose(0, 3)).Select(t => (Kind: t.Item1, Which: t.Item2));
        Prop.ForAll(Arb.From(Gen.ListOf(step)), Run)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(300));
    }

    [Fact]
    public void A_reservation_that_stays_held_does_not_keep_the_row_large()
    {
        var store = new Store();
        store.Reserve();
        for (var i = 0; i < 100; i++)
        {
            store.Reserve();
            store.Resolve(1);
        }

        store.State.Recent.Length.ShouldBeLessThanOrEqualTo(Options.RecentReservations);
        store.Resolve(0);
        for (var i = 0; i < 20; i++)
        {
            store.Reserve();
            store.Resolve(0);
        }

        store.State.Recent.ShouldNotContain(reservation => reservation.Number == 1);
        store.Find(1)!.Status.ShouldBe(ReservationStatus.Expired);
    }

    private static void Run(IEnumerable<(int Kind, int Which)> steps)
    {
        var store = new Store();
        foreach (var (kind, which) in steps)
        {
            if (kind == 0 && store.State.Open.Length < Options.MaxHoldsPerUser)
            {
                store.Reserve();
            }
            else if (store.State.Open.Length > which)
            {
                store.Resolve(which);
            }

            store.State.Recent.Length.ShouldBeLessThanOrEqualTo(Options.RecentReservations);
            for (var number = 1L; number < store.State.Next; number++)
            {
                store.Find(number)!.Status.ShouldBe(store.Expected[number]);
            }
        }
    }

    private sealed class Store
    {
        private readonly Dictionary<long, ReservationsPageState> _pages = [];

        public ReservationsState State { get; private set; } = new();

        public Dictionary<long, ReservationStatus> Expected { get; } = [];

        public void Reserve()
        {
            var number = State.Next;
            Expected[number] = ReservationStatus.Held;
            Put(ReservationRules.Add(State, ReservationRulesTests.Held(number, (int)number)));
        }

        public void Resolve(int which)
        {
            var expired = State.Open[which] with { Status = ReservationStatus.Expired };
            Expected[expired.Number] = ReservationStatus.Expired;
            Put(ReservationRules.Resolve(State, expired));
        }

        public Reservation? Find(long number) =>
            ReservationRules.Find(State, number)
            ?? _pages
                .GetValueOrDefault(ReservationRules.PageOf(number))
                ?.Reservations.Single(reservation => reservation.Number == number);

        private void Put(ReservationsState next)
        {
            if (ReservationPaging.Next(State, Options) is { } move)
            {
                foreach (
                    var page in move.Reservations.GroupBy(moved => ReservationRules.PageOf(moved.Number))
                )
                {
                    var stored = _pages.GetValueOrDefault(page.Key) ?? new ReservationsPageState();
                    _pages[page.Key] = ReservationPaging.Merge(stored, page);
                    ReservationPaging.Merge(_pages[page.Key], page).ShouldBeSameAs(_pages[page.Key]);
                }

                next = ReservationPaging.Without(next, move);
            }

            State = next;
        }
    }
}
