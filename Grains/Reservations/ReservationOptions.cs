using System.ComponentModel.DataAnnotations;

namespace Ticketing.Reservations;

/// <summary>How long seats are held, and how many by one user; from <c>Reservations</c>.</summary>
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
}
