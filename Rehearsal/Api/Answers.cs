using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ticketing.Rehearsal.Api;

/// <summary>A token status; the reason is why it has expired.</summary>
internal sealed record TokenStatus(
    string Token,
    string QueueId,
    TokenState Status,
    long Rank,
    long Ahead,
    double PollAfterSeconds,
    string? Reason = null
);

/// <summary>A user.</summary>
internal sealed record UserAnswer(string UserId);

/// <summary>The concert list.</summary>
internal sealed record ConcertsAnswer(List<ConcertAnswer> Concerts);

/// <summary>A concert of the list.</summary>
internal sealed record ConcertAnswer(string ConcertId);

/// <summary>The dates of a concert.</summary>
internal sealed record SchedulesAnswer(List<ScheduleAnswer> Schedules);

/// <summary>A date of a concert; price in whole units of the currency.</summary>
internal sealed record ScheduleAnswer(string ScheduleId, long Price, int Available);

/// <summary>A seat map.</summary>
internal sealed record SeatsAnswer(List<SeatAnswer> Seats)
{
    /// <summary>Draws available seats, each as likely as any other; fewer if there are not as many.</summary>
    public int[] Draw(int wanted, Random random)
    {
        int[] available = [.. Seats.Where(s => s.IsAvailable).Select(s => s.SeatNumber)];
        random.Shuffle(available);
        return available[..Math.Min(wanted, available.Length)];
    }
}

/// <summary>A balance after a charge.</summary>
internal sealed record ChargeAnswer(long EntryId, long Balance);

/// <summary>A balance.</summary>
internal sealed record BalanceAnswer(string UserId, long Balance);

/// <summary>A page of the balance's history, newest first; <c>Next</c> is null on the last one.</summary>
internal sealed record HistoryAnswer(List<HistoryEntry> Entries, long? Next = null);

/// <summary>An entry of the balance's history.</summary>
internal sealed record HistoryEntry(
    long EntryId,
    string Kind,
    long Amount,
    long BalanceAfter,
    string? ReservationId = null
);

/// <summary>A reservation.</summary>
internal sealed record ReservationAnswer(
    string ReservationId,
    string Status,
    string ConcertId,
    string ScheduleId,
    int SeatNumber,
    long Price,
    DateTimeOffset HoldExpiresAt
);

/// <summary>A payment.</summary>
internal sealed record PaymentAnswer(
    string PaymentId,
    string ReservationId,
    string TicketId,
    long Amount,
    long Balance
);

/// <summary>A ticket.</summary>
internal sealed record TicketAnswer(string TicketId, int SeatNumber);

/// <summary>The settings of a queue that explain the figures of a rehearsal.</summary>
internal sealed record QueueAnswer(long Capacity, long AdmissionBatch, double AdmissionPeriodSeconds);

/// <summary>The audit's answer; <c>More</c> is the rest of it, for the report.</summary>
internal sealed record AuditAnswer(bool Ok, List<JsonElement> Violations)
{
    /// <summary>The members that have no place of their own.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }
}

/// <summary>An answer that needs nothing read.</summary>
internal readonly record struct Nothing;
