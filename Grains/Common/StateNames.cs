namespace Ticketing.Common;

/// <summary>
/// The kinds of record. Each names the rows of one state, and is the type part of its grain's id where a
/// grain owns it. The names are stored: they never change.
/// </summary>
internal static class StateNames
{
    /// <summary>A user's account; the key is the user id.</summary>
    public const string User = "user";

    /// <summary>A user's balance and newest entries; the key is the user id.</summary>
    public const string Wallet = "wallet";

    /// <summary>Older entries of a wallet; the key is <c>userId/page</c>, pages counted from 0.</summary>
    public const string WalletPage = "wallet-page";

    /// <summary>
    /// Where an operation of old history stands; the key is an <see cref="OperationKeys"/> key.
    /// </summary>
    public const string Operation = "operation";

    /// <summary>A user's open and newest reservations; the key is the user id.</summary>
    public const string Reservations = "reservations";

    /// <summary>Older reservations of a user; the key is <c>userId/page</c>, pages counted from 0.</summary>
    public const string ReservationsPage = "reservations-page";

    /// <summary>One seat; the key is a <see cref="Seats.SeatKey"/>.</summary>
    public const string Seat = "seat";

    /// <summary>One date; the key is a <see cref="Concerts.ScheduleKey"/>.</summary>
    public const string Schedule = "schedule";

    /// <summary>One concert; the key is the concert id.</summary>
    public const string Concert = "concert";

    /// <summary>The catalog; the key is <see cref="Concerts.ICatalogGrain.Key"/>.</summary>
    public const string Catalog = "catalog";

    /// <summary>The key of a page of somebody's history.</summary>
    public static string PageKey(string userId, long page) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{userId}/{page}");
}
