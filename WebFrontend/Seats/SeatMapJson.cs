using System.Buffers;
using System.Text.Json;
using Ticketing.Concerts;
using Ticketing.Seats;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Seats;

/// <summary>Writes seat maps: up to 5,000 seats, so by hand and once for each version of a map.</summary>
internal static class SeatMapJson
{
    /// <summary>The words of the contract.</summary>
    public static readonly string[] StatusNames = ["available", "held", "sold"];

    /// <summary>The word for a status.</summary>
    public static string Name(SeatStatus status) =>
        status switch
        {
            SeatStatus.Available => "available",
            SeatStatus.Held => "held",
            _ => "sold",
        };

    /// <summary>The whole map, or only its seats of one status.</summary>
    public static byte[] Write(ScheduleInfo schedule, SeatMap map, string? only = null)
    {
        var buffer = new ArrayBufferWriter<byte>(64 + (map.Statuses.Length * 40));
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        json.WriteStartObject();
        json.WriteString("scheduleId", schedule.Key.ScheduleId);
        json.WriteString("startsAt", schedule.Definition.StartsAt.ToUniversalTime());
        json.WriteNumber("price", schedule.Definition.Price);
        json.WriteStartArray("seats");
        for (var i = 0; i < map.Statuses.Length; i++)
        {
            var status = Name((SeatStatus)map.Statuses[i]);
            if (only is null || only == status)
            {
                WriteSeat(json, i + 1, status);
            }
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>One seat as the stream tells it.</summary>
    public static byte[] WriteSeat(int number, SeatStatus status)
    {
        var buffer = new ArrayBufferWriter<byte>(48);
        using var json = new Utf8JsonWriter(buffer, WireJson.WriterOptions);
        WriteSeat(json, number, Name(status));
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteSeat(Utf8JsonWriter json, int number, string status)
    {
        json.WriteStartObject();
        json.WriteNumber("seatNumber"u8, number);
        json.WriteString("status"u8, status);
        json.WriteEndObject();
    }
}
