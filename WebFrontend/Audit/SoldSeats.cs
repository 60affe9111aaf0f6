using System.Runtime.InteropServices;
using System.Text.Json;
using Ticketing.Concerts;
using Ticketing.Seats;
using Ticketing.Storage;

namespace Ticketing.WebFrontend.Audit;

/// <summary>Counts the seats that are stored as sold, by date, while an audit reads past them.</summary>
internal sealed class SoldSeats(string? concertId)
{
    private const string SeatRecord = "seat";

    private readonly Dictionary<ScheduleKey, int> _counts = [];

    /// <summary>The counts of every date that has the record of a seat.</summary>
    public IReadOnlyDictionary<ScheduleKey, int> Counts => _counts;

    /// <summary>Takes a record; those that are no seat are passed over, those that cannot be read are the audit's.</summary>
    public void Take(StoredRecord record)
    {
        if (record.StateName != SeatRecord)
        {
            return;
        }
        try
        {
            var schedule = SeatKey.Parse(record.Key).Schedule;
            if (concertId is null || schedule.ConcertId == concertId)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, schedule, out _);
                count += IsSold(record.Payload) ? 1 : 0;
            }
        }
        catch (Exception failure) when (failure is FormatException or JsonException)
        {
            // The audit itself reads the record too, and says so.
        }
    }

    private static bool IsSold(ReadOnlyMemory<byte> payload)
    {
        using var seat = JsonDocument.Parse(payload);
        return seat.RootElement.TryGetProperty("status", out var status) && status.ValueEquals("sold"u8);
    }
}
