namespace Ticketing.Reservations;

/// <summary>
/// Keeps a user's own row small: which resolved reservations go to which page, and when. A page may be
/// written while a reservation of its numbers is still held; that one stays in the own row and joins its page
/// with a later move.
/// </summary>
internal static class ReservationPaging
{
    /// <summary>What is to be moved before the next change of the row; null while there is room.</summary>
    public static PageMove? Next(ReservationsState state, ReservationOptions options)
    {
        if (state.Recent.Length < options.RecentReservations)
        {
            return null;
        }

        var byNumber = state.Recent.OrderBy(reservation => reservation.Number).ToList();

        // Up to the end of the page of the eighth oldest, so that a move always makes room for a page's
        // worth.
        var lastPage = ReservationRules.PageOf(byNumber[ReservationRules.PageSize - 1].Number);
        var moved = byNumber.TakeWhile(reservation =>
            ReservationRules.PageOf(reservation.Number) <= lastPage
        );
        return new PageMove(Math.Max(state.Pages, lastPage + 1), [.. moved]);
    }

    /// <summary>The row without what was moved.</summary>
    public static ReservationsState Without(ReservationsState state, PageMove move) =>
        state with
        {
            Recent = state.Recent.RemoveAll(reservation =>
                move.Reservations.Any(moved => IsSame(moved, reservation))
            ),
            Pages = move.Pages,
        };

    /// <summary>
    /// The page with some more reservations of its numbers; the same object where it has them all.
    /// </summary>
    public static ReservationsPageState Merge(
        ReservationsPageState page,
        IEnumerable<Reservation> reservations
    )
    {
        var missing = reservations.Where(added => !page.Reservations.Any(has => IsSame(has, added))).ToList();
        return missing.Count == 0
            ? page
            : new ReservationsPageState
            {
                Reservations =
                [
                    .. page.Reservations.Concat(missing).OrderBy(reservation => reservation.Number),
                ],
            };
    }

    private static bool IsSame(Reservation one, Reservation other) => one.Number == other.Number;
}

/// <summary>A move of resolved reservations out of the own row.</summary>
/// <param name="Pages">How many pages there are after it.</param>
/// <param name="Reservations">Those that go, by number.</param>
internal sealed record PageMove(long Pages, ImmutableArray<Reservation> Reservations);
