using System.Numerics;
using System.Runtime.InteropServices;
using Ticketing.Reservations;

namespace Ticketing.Audit;

/// <summary>
/// Checks that each user's reservations are all there: numbers count from 1 without a gap, each on its page
/// or in the own row, each with an id and a user that fit.
/// </summary>
internal sealed class BookAudit(SaleAudit sales, string? concertId, Violations violations)
{
    private readonly Dictionary<string, Book> _books = new(StringComparer.Ordinal);

    /// <summary>How many reservations there are, each counted once.</summary>
    public long Count { get; private set; }

    /// <summary>Takes a user's own row.</summary>
    public void Take(string userId, ReservationsState state)
    {
        var book = BookOf(userId);
        book.HasRow = true;
        book.Next = state.Next;
        foreach (var reservation in state.Open)
        {
            violations.Unless(
                reservation.Status == ReservationStatus.Held,
                $"Reservation {reservation.ReservationId} is {reservation.Status} among those that are held."
            );
        }

        foreach (var reservation in state.Open.Concat(state.Recent))
        {
            violations.Unless(
                !book.Own.ContainsKey(reservation.Number),
                $"User {userId}: there are two reservations of number {reservation.Number}."
            );
            book.Own[reservation.Number] = IsChecked(reservation);
            Check(userId, reservation);
        }
    }

    /// <summary>Takes a page of older reservations.</summary>
    public void TakePage(string userId, long page, ImmutableArray<Reservation> reservations)
    {
        uint present = 0;
        uint counted = 0;
        foreach (var reservation in reservations)
        {
            violations.Unless(
                ReservationRules.PageOf(reservation.Number) == page
                    && reservation.Status != ReservationStatus.Held,
                $"Reservation {reservation.ReservationId} does not belong on page {page} of {userId}."
            );
            var bit = 1u << (int)((reservation.Number - 1) % ReservationRules.PageSize);
            present |= bit;
            counted |= IsChecked(reservation) ? bit : 0;
            Check(userId, reservation);
        }

        BookOf(userId).Pages.Add((page, present, counted));
    }

    /// <summary>Judges all books once everything was taken.</summary>
    public void Finish()
    {
        foreach (var (userId, book) in _books)
        {
            if (!book.HasRow)
            {
                violations.Add($"User {userId}: there are pages of reservations but no row of the user.");
            }

            long found = book.Own.Count;
            Count += book.Own.Values.LongCount(isChecked => isChecked);
            foreach (var (page, present, counted) in book.Pages)
            {
                // What is in the own row as well is the same reservation: a move was cut off between two
                // writes.
                var mask = ~OwnOf(book, page);
                found += BitOperations.PopCount(present & mask);
                Count += BitOperations.PopCount(counted & mask);
            }

            violations.Unless(
                found == book.Next - 1,
                $"User {userId}: {found} reservations are stored, but {book.Next - 1} numbers were given out."
            );
        }
    }

    private static uint OwnOf(Book book, long page) =>
        book
            .Own.Keys.Where(number => ReservationRules.PageOf(number) == page)
            .Aggregate(0u, (bits, number) => bits | (1u << (int)((number - 1) % ReservationRules.PageSize)));

    private void Check(string userId, Reservation reservation)
    {
        violations.Unless(
            reservation.UserId == userId
                && ReservationIds.NumberOfReservation(reservation.ReservationId) == reservation.Number,
            $"Reservation {reservation.ReservationId} of {reservation.UserId} is stored as number "
                + $"{reservation.Number} of {userId}."
        );
        sales.Take(reservation);
    }

    private bool IsChecked(Reservation reservation) =>
        concertId is null || reservation.ConcertId == concertId;

    private Book BookOf(string userId) =>
        CollectionsMarshal.GetValueRefOrAddDefault(_books, userId, out _) ??= new Book();

    private sealed class Book
    {
        public bool HasRow { get; set; }

        public long Next { get; set; } = 1;

        public Dictionary<long, bool> Own { get; } = [];

        public List<(long Page, uint Present, uint Counted)> Pages { get; } = new(0);
    }
}
