using System.Text.Json;

namespace Ticketing.Rehearsal.Api;

/// <summary>Reads what the buyers need of the answers about money, reservations and tickets.</summary>
internal static class PurchaseReaders
{
    /// <summary>Reads the answer to a charge.</summary>
    public static ChargeAnswer Charge(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        return Charge(ref reader);
    }

    private static ChargeAnswer Charge(ref Utf8JsonReader reader)
    {
        string? entryId = null;
        long balance = -1;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("entryId"u8))
            {
                entryId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("balance"u8))
            {
                balance = JsonMembers.Number(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(JsonMembers.Required(entryId, "entryId"), balance);
    }

    /// <summary>Reads a balance.</summary>
    public static BalanceAnswer Balance(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        return Balance(ref reader);
    }

    private static BalanceAnswer Balance(ref Utf8JsonReader reader)
    {
        string? userId = null;
        long balance = -1;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("userId"u8))
            {
                userId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("balance"u8))
            {
                balance = JsonMembers.Number(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(JsonMembers.Required(userId, "userId"), balance);
    }

    /// <summary>Reads a reservation.</summary>
    public static ReservationAnswer Reservation(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        return Reservation(ref reader);
    }

    private static ReservationAnswer Reservation(ref Utf8JsonReader reader)
    {
        string? reservationId = null;
        string? status = null;
        string? concertId = null;
        string? scheduleId = null;
        int seatNumber = 0;
        long price = -1;
        DateTimeOffset? holdExpiresAt = null;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("reservationId"u8))
            {
                reservationId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                status = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("concertId"u8))
            {
                concertId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("scheduleId"u8))
            {
                scheduleId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("seatNumber"u8))
            {
                seatNumber = (int)JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("price"u8))
            {
                price = JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("holdExpiresAt"u8))
            {
                holdExpiresAt = JsonMembers.Time(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(
            JsonMembers.Required(reservationId, "reservationId"),
            JsonMembers.Required(status, "status"),
            concertId ?? "",
            scheduleId ?? "",
            seatNumber,
            price,
            holdExpiresAt
        );
    }

    /// <summary>Reads a payment.</summary>
    public static PaymentAnswer Payment(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        return Payment(ref reader);
    }

    private static PaymentAnswer Payment(ref Utf8JsonReader reader)
    {
        string? paymentId = null;
        string? reservationId = null;
        string? ticketId = null;
        long amount = -1;
        long balance = -1;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("paymentId"u8))
            {
                paymentId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("reservationId"u8))
            {
                reservationId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("ticketId"u8))
            {
                ticketId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("amount"u8))
            {
                amount = JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("balance"u8))
            {
                balance = JsonMembers.Number(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(
            JsonMembers.Required(paymentId, "paymentId"),
            JsonMembers.Required(reservationId, "reservationId"),
            JsonMembers.Required(ticketId, "ticketId"),
            amount,
            balance
        );
    }

    /// <summary>Reads a ticket.</summary>
    public static TicketAnswer Ticket(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        return Ticket(ref reader);
    }

    private static TicketAnswer Ticket(ref Utf8JsonReader reader)
    {
        string? ticketId = null;
        string? reservationId = null;
        int seatNumber = 0;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("ticketId"u8))
            {
                ticketId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("reservationId"u8))
            {
                reservationId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("seatNumber"u8))
            {
                seatNumber = (int)JsonMembers.Number(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(JsonMembers.Required(ticketId, "ticketId"), reservationId, seatNumber);
    }

    /// <summary>Reads a page of the balance's history.</summary>
    public static HistoryAnswer History(ReadOnlySpan<byte> body)
    {
        var reader = JsonMembers.Open(body);
        var entries = new List<HistoryEntry>();
        string? next = null;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("entries"u8))
            {
                JsonMembers.EnterArray(ref reader);
                while (JsonMembers.NextObject(ref reader))
                {
                    entries.Add(Entry(ref reader));
                }
            }
            else if (reader.ValueTextEquals("next"u8))
            {
                next = JsonMembers.Text(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(entries, next);
    }

    private static HistoryEntry Entry(ref Utf8JsonReader reader)
    {
        string? entryId = null;
        string? kind = null;
        long amount = -1;
        long balanceAfter = -1;
        string? reservationId = null;
        while (JsonMembers.Name(ref reader))
        {
            if (reader.ValueTextEquals("entryId"u8))
            {
                entryId = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("kind"u8))
            {
                kind = JsonMembers.Text(ref reader);
            }
            else if (reader.ValueTextEquals("amount"u8))
            {
                amount = JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("balanceAfter"u8))
            {
                balanceAfter = JsonMembers.Number(ref reader);
            }
            else if (reader.ValueTextEquals("reservationId"u8))
            {
                reservationId = JsonMembers.Text(ref reader);
            }
            else
            {
                JsonMembers.Skip(ref reader);
            }
        }
        return new(
            JsonMembers.Required(entryId, "entryId"),
            JsonMembers.Required(kind, "kind"),
            amount,
            balanceAfter,
            reservationId
        );
    }
}
