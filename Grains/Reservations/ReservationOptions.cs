using System.ComponentModel.DataAnnotations;

namespace Ticketing.Reservations;

/// <summary>
/// How long seats are held, how many by one user, and how holds are watched; from <c>Reservations</c>.
/// </summary>
public sealed class ReservationOptions
{
    /// <summary>Where the settings stand.</summary>
    public const string Section = "Reservations";

    /// <summary>How long a hold lasts, in seconds.</summary>
    [Range(1, 3600)]
    public int HoldSeconds { get; set; } = 300;

    /// <summary>How many seats one user may hold at once.</summary>
    [Range(1, 100)]
    public int MaxHoldsPerUser { get; set; } = 4;

    /// <summary>
    /// How many resolved reservations a user's own row holds at most; older ones go to pages.
    /// </summary>
    [Range(2 * ReservationRules.PageSize, 256)]
    public int RecentReservations { get; set; } = 2 * ReservationRules.PageSize;

    /// <summary>The most reservations that one call lists; asking for more gets that many.</summary>
    [Range(1, 1_000)]
    public int MaxListed { get; set; } = 100;

    /// <summary>
    /// The most pages that one call reads in search of tickets; the answer then says where to go on.
    /// </summary>
    [Range(1, 1_000)]
    public int MaxPagesPerList { get; set; } = 32;

    /// <summary>After how many seconds a sale in progress is looked after.</summary>
    [Range(1, 60)]
    public int StandingSaleSeconds { get; set; } = 5;

    /// <summary>How many seats a schedule asks to settle at once.</summary>
    [Range(1, 5_000)]
    public int SettleBatch { get; set; } = 200;

    /// <summary>For how many seconds a schedule promises to keep its reminder.</summary>
    [Range(60, 86_400)]
    public int WatchLeaseSeconds { get; set; } = 600;

    /// <summary>
    /// By how many seconds that promise must outlast a hold, for clocks that differ and calls that take long.
    /// </summary>
    [Range(10, 600)]
    public int WatchMarginSeconds { get; set; } = 60;

    internal TimeSpan Hold => TimeSpan.FromSeconds(HoldSeconds);

    internal TimeSpan StandingSale => TimeSpan.FromSeconds(StandingSaleSeconds);

    internal TimeSpan WatchLease => TimeSpan.FromSeconds(WatchLeaseSeconds);

    /// <summary>How long a reminder must be promised before a seat is held.</summary>
    internal TimeSpan WatchOfHold => TimeSpan.FromSeconds(HoldSeconds + WatchMarginSeconds);

    /// <summary>The longest promise that a schedule gives.</summary>
    internal TimeSpan LongestLease => WatchLease > WatchOfHold ? WatchLease : WatchOfHold;
}
