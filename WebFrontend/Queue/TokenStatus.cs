using System.Buffers;
using System.Buffers.Text;
using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.WebFrontend.Queue.Gate;
using Ticketing.WebFrontend.Queue.Tokens;

namespace Ticketing.WebFrontend.Queue;

/// <summary>
/// Writes the token status by hand: it is the answer that the whole line asks for every few seconds. Ids and tokens
/// hold no character that JSON would have to escape.
/// </summary>
internal static class TokenStatus
{
    /// <summary>No status is longer, in bytes.</summary>
    public const int MaxLength = 1024;

    /// <summary>Writes it; answers how many bytes that took.</summary>
    public static int Write(Span<byte> into, QueueToken token, in PlaceView place)
    {
        var line = new Utf8Line(into);
        line.Raw("{\"token\":\""u8);
        line.Ascii(token.Text);
        line.Raw("\",\"queueId\":\""u8);
        line.Ascii(token.QueueId);
        line.Raw("\",\"userId\":\""u8);
        line.Ascii(token.UserId);
        line.Raw("\",\"status\":\""u8);
        line.Raw(Name(place.Phase));
        if (GateRules.Reason(place.Phase) is { } reason)
        {
            line.Raw("\",\"reason\":\""u8);
            line.Ascii(reason);
        }
        line.Raw("\",\"rank\":"u8);
        line.Number(place.Rank);
        line.Raw(",\"ahead\":"u8);
        line.Number(place.Ahead);
        line.Raw(",\"estimatedWaitSeconds\":{\"low\":"u8);
        line.Number(place.Wait.LowSeconds);
        line.Raw(",\"likely\":"u8);
        line.Number(place.Wait.LikelySeconds);
        line.Raw(",\"high\":"u8);
        line.Number(place.Wait.HighSeconds);
        line.Raw("},\"pollAfterSeconds\":"u8);
        line.Number(place.PollAfterSeconds);
        line.Raw(",\"issuedAt\":\""u8);
        line.Instant(token.IssuedAt);
        if (place.ActiveUntil is { } until)
        {
            line.Raw("\",\"activeUntil\":\""u8);
            line.Instant(until);
        }
        line.Raw("\",\"asOf\":\""u8);
        line.Instant(place.AsOf);
        line.Raw("\"}"u8);
        return line.Length;
    }

    private static ReadOnlySpan<byte> Name(PlacePhase phase) =>
        phase switch
        {
            PlacePhase.Waiting => "waiting"u8,
            PlacePhase.Active => "active"u8,
            PlacePhase.Completed => "completed"u8,
            _ => "expired"u8,
        };
}

/// <summary>Appends to a span that is known to be long enough.</summary>
internal ref struct Utf8Line(Span<byte> into)
{
    private readonly Span<byte> _into = into;

    /// <summary>How many bytes are written.</summary>
    public int Length { get; private set; }

    /// <summary>Appends bytes as they are.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_into[Length..]);
        Length += bytes.Length;
    }

    /// <summary>Appends a text that is ASCII.</summary>
    public void Ascii(string text)
    {
        System.Text.Ascii.FromUtf16(text, _into[Length..], out var written);
        Length += written;
    }

    /// <summary>Appends a number.</summary>
    public void Number(long number)
    {
        Utf8Formatter.TryFormat(number, _into[Length..], out var written);
        Length += written;
    }

    /// <summary>Appends an instant in UTC with its offset.</summary>
    public void Instant(DateTimeOffset instant)
    {
        Utf8Formatter.TryFormat(
            instant.ToUniversalTime(),
            _into[Length..],
            out var written,
            new StandardFormat('O')
        );
        Length += written;
    }
}
