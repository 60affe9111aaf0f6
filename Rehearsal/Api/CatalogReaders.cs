using System.Text.Json;

namespace Ticketing.Rehearsal.Api;

/// <summary>Reads what the buyers need of the answers about concerts and seats.</summary>
internal static class CatalogReaders
{
    /// <summary>Reads the concert list.</summary>
    public static List<ConcertAnswer> Concerts(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        var found = new List<ConcertAnswer>();
        while (JsonMembers.Name(ref reader))
        {
            if (!reader.ValueTextEquals("concerts"u8))
            {
                JsonMembers.Skip(ref reader);
                continue;
            }
            JsonMembers.EnterArray(ref reader);
            while (JsonMembers.NextObject(ref reader))
            {
                found.Add(Concert(ref reader));
            }
        }
        return found;
    }

    private static ConcertAnswer Concert(ref Utf8JsonReader reader)
    {
        string? concertId = null;
        bool bookable = false;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("concertId"u8))
            {
                concertId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("bookable"u8))
            {
                bookable = JsonMembers.Flag(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(JsonMembers.Required(concertId, "concertId"), bookable);
    }

    /// <summary>Reads the dates of a concert.</summary>
    public static List<ScheduleAnswer> Schedules(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        var found = new List<ScheduleAnswer>();
        while (JsonMembers.Name(ref reader))
        {
            if (!reader.ValueTextEquals("schedules"u8))
            {
                JsonMembers.Skip(ref reader);
                continue;
            }
            JsonMembers.EnterArray(ref reader);
            while (JsonMembers.NextObject(ref reader))
            {
                found.Add(Schedule(ref reader));
            }
        }
        return found;
    }

    private static ScheduleAnswer Schedule(ref Utf8JsonReader reader)
    {
        string? scheduleId = null;
        long price = -1;
        int seats = 0;
        int available = 0;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("scheduleId"u8))
            {
                scheduleId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("price"u8))
            {
                price = JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("seats"u8))
            {
                seats = (int)JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("available"u8))
            {
                available = (int)JsonMembers.Number(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(JsonMembers.Required(scheduleId, "scheduleId"), price, seats, available);
    }

    /// <summary>Reads a seat map and draws available seats from it, each as likely as any other.</summary>
    /// <param name="body">The map, of all seats or of the available ones.</param>
    /// <param name="wanted">How many seats to draw at most.</param>
    /// <param name="random">Where the luck comes from.</param>
    public static SeatsAnswer Seats(ReadOnlySpan<byte> body, int wanted, Random random)
    {
        var reader = JsonMembers.Open(body);
        var drawn = new int[wanted];
        var available = 0;
        while (JsonMembers.Name(ref reader))
        {
            if (!reader.ValueTextEquals("seats"u8))
            {
                JsonMembers.Skip(ref reader);
                continue;
            }
            JsonMembers.EnterArray(ref reader);
            while (JsonMembers.NextObject(ref reader))
            {
                var (number, free) = Seat(ref reader);
                if (!free)
                {
                    continue;
                }
                // One pass, whatever the size of the hall: each new seat replaces a drawn one with falling odds.
                var place = available < wanted ? available : random.Next(available + 1);
                if (place < wanted)
                {
                    drawn[place] = number;
                }
                available++;
            }
        }
        var candidates = drawn[..Math.Min(wanted, available)];
        random.Shuffle(candidates);
        return new(available, candidates);
    }

    private static (int Number, bool Free) Seat(ref Utf8JsonReader reader)
    {
        var number = 0;
        var free = false;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("seatNumber"u8))
            {
                number = (int)JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                free = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("available"u8);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return (number, free);
    }
}
