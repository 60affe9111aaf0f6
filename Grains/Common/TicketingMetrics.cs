using System.Diagnostics.Metrics;

namespace Ticketing.Common;

/// <summary>What the grains count. Everything is on one meter, named <see cref="MeterName"/>.</summary>
public static class TicketingMetrics
{
    /// <summary>The name to listen for.</summary>
    public const string MeterName = "Ticketing";

    internal static Meter Meter { get; } = new(MeterName);

    internal static Counter<long> Holds { get; } =
        Meter.CreateCounter<long>("ticketing.holds", "{hold}", "Seats held.");

    internal static Counter<long> HoldRefusals { get; } =
        Meter.CreateCounter<long>("ticketing.hold.refusals", "{refusal}", "Holds refused, by reason.");

    internal static Counter<long> Payments { get; } =
        Meter.CreateCounter<long>("ticketing.payments", "{payment}", "Reservations paid.");

    internal static Counter<long> PaymentRefusals { get; } =
        Meter.CreateCounter<long>("ticketing.payment.refusals", "{refusal}", "Payments refused, by reason.");

    internal static Counter<long> PaidAmount { get; } =
        Meter.CreateCounter<long>(
            "ticketing.payment.amount",
            "{unit}",
            "Money paid, in units of the currency."
        );

    internal static Counter<long> Debits { get; } =
        Meter.CreateCounter<long>("ticketing.debits", "{debit}", "Prices taken from wallets.");

    internal static Counter<long> DebitedAmount { get; } =
        Meter.CreateCounter<long>("ticketing.debit.amount", "{unit}", "Money taken from wallets.");

    internal static Counter<long> SeatsSold { get; } =
        Meter.CreateCounter<long>("ticketing.seats.sold", "{seat}", "Seats sold for good.");

    internal static Counter<long> Charges { get; } =
        Meter.CreateCounter<long>("ticketing.charges", "{charge}", "Balances charged.");

    internal static Counter<long> ChargedAmount { get; } =
        Meter.CreateCounter<long>(
            "ticketing.charge.amount",
            "{unit}",
            "Money charged, in units of the currency."
        );

    internal static Counter<long> Expiries { get; } =
        Meter.CreateCounter<long>(
            "ticketing.expiries",
            "{reservation}",
            "Reservations whose hold ended unpaid."
        );

    internal static Counter<long> Cancellations { get; } =
        Meter.CreateCounter<long>("ticketing.cancellations", "{reservation}", "Reservations given up.");

    internal static Counter<long> ResumedSales { get; } =
        Meter.CreateCounter<long>(
            "ticketing.sales.resumed",
            "{sale}",
            "Sales that stood still and were finished."
        );

    internal static Counter<long> RepairedSeats { get; } =
        Meter.CreateCounter<long>(
            "ticketing.seats.repaired",
            "{seat}",
            "Seats that a map had missed a change of."
        );

    internal static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);
}
