using System.Globalization;
using Ticketing.Common;

namespace Ticketing.Reservations;

/// <summary>
/// Ids of reservations, payments and tickets: a word, the reservation's number and 10 random characters (50
/// bits), the same ones in all three. The number says where to look, the random part that it cannot be
/// guessed.
/// </summary>
internal static class ReservationIds
{
    private const string ReservationPrefix = "rsv-";
    private const string PaymentPrefix = "pay-";
    private const string TicketPrefix = "tkt-";

    /// <summary>A new reservation id.</summary>
    public static string New(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{ReservationPrefix}{number}-{Ids.Random(10)}");

    /// <summary>The id of that reservation's payment.</summary>
    public static string PaymentOf(string reservationId) =>
        PaymentPrefix + reservationId[ReservationPrefix.Length..];

    /// <summary>The id of that reservation's ticket.</summary>
    public static string TicketOf(string reservationId) =>
        TicketPrefix + reservationId[ReservationPrefix.Length..];

    /// <summary>The number within a reservation id, or 0 where the text is none.</summary>
    public static long NumberOfReservation(string? id) => NumberOf(id, ReservationPrefix);

    /// <summary>The number within a payment id, or 0 where the text is none.</summary>
    public static long NumberOfPayment(string? id) => NumberOf(id, PaymentPrefix);

    /// <summary>The number within a ticket id, or 0 where the text is none.</summary>
    public static long NumberOfTicket(string? id) => NumberOf(id, TicketPrefix);

    private static long NumberOf(string? id, string prefix)
    {
        if (id is null || !id.StartsWith(prefix, StringComparison.Ordinal))
        {
            return 0;
        }

        var rest = id.AsSpan(prefix.Length);
        var dash = rest.IndexOf('-');
        return
            dash > 0
            && long.TryParse(rest[..dash], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
    }
}
