namespace Ticketing.Bench.Load.Flows;

/// <summary>One person on the way through a journey, on one connection.</summary>
internal sealed class Buyer
{
    private byte[] token = new byte[256];
    private int tokenLength;
    private byte[] reservation = new byte[64];
    private int reservationLength;

    /// <summary>The journey's number: it names the user and the seat.</summary>
    public long Number { get; set; }

    /// <summary>The step whose answer is awaited.</summary>
    public JourneyStep Step { get; set; }

    /// <summary>When the journey was to start.</summary>
    public long DueAt { get; set; }

    /// <summary>Polls so far, while waiting.</summary>
    public int Polls { get; set; }

    /// <summary>The queue token.</summary>
    public ReadOnlySpan<byte> Token => token.AsSpan(0, tokenLength);

    /// <summary>The reservation to pay for.</summary>
    public ReadOnlySpan<byte> Reservation => reservation.AsSpan(0, reservationLength);

    /// <summary>Remembers the token.</summary>
    public bool TakeToken(ReadOnlySpan<byte> value) => Take(value, ref token, out tokenLength);

    /// <summary>Remembers the reservation.</summary>
    public bool TakeReservation(ReadOnlySpan<byte> value) =>
        Take(value, ref reservation, out reservationLength);

    private static bool Take(ReadOnlySpan<byte> value, ref byte[] kept, out int length)
    {
        if (kept.Length < value.Length)
        {
            kept = new byte[value.Length];
        }
        value.CopyTo(kept);
        length = value.Length;
        return length > 0;
    }
}
