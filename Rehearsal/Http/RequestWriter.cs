using System.Globalization;
using System.Text;

namespace Ticketing.Rehearsal.Http;

/// <summary>Writes a request as HTTP/1.1 into a buffer that the connection keeps and reuses.</summary>
internal static class RequestWriter
{
    private const int HeaderAllowance = 512;

    /// <summary>Writes head and body; the buffer is replaced by a larger one where it does not suffice.</summary>
    /// <returns>Number of bytes written.</returns>
    /// <exception cref="FormatException">A header value or the path has a character that would end the line.</exception>
    public static int Write(ref byte[] buffer, in HttpCall call, string host)
    {
        var bodyLength = call.Body?.Length ?? 0;
        var needed =
            HeaderAllowance
            + call.Path.Length
            + host.Length
            + (call.Token?.Length ?? 0)
            + (call.AdminKey?.Length ?? 0)
            + (call.IdempotencyKey?.Length ?? 0)
            + bodyLength;
        if (buffer.Length < needed)
        {
            buffer = new byte[needed * 2];
        }
        var at = Visible(buffer, 0, call.Method);
        at = Literal(buffer, at, " "u8);
        at = Visible(buffer, at, call.Path);
        at = Literal(buffer, at, " HTTP/1.1\r\nHost: "u8);
        at = Visible(buffer, at, host);
        at = Header(buffer, at, "\r\nQueue-Token: "u8, call.Token);
        at = Header(buffer, at, "\r\nAdmin-Key: "u8, call.AdminKey);
        at = Header(buffer, at, "\r\nIdempotency-Key: "u8, call.IdempotencyKey);
        if (call.Body is not null)
        {
            at = Literal(buffer, at, "\r\nContent-Type: application/json\r\nContent-Length: "u8);
            bodyLength.TryFormat(buffer.AsSpan(at), out var digits, default, CultureInfo.InvariantCulture);
            at += digits;
        }
        else if (call.Method is not "GET")
        {
            at = Literal(buffer, at, "\r\nContent-Length: 0"u8);
        }
        at = Literal(buffer, at, "\r\n\r\n"u8);
        call.Body?.CopyTo(buffer, at);
        return at + bodyLength;
    }

    private static int Header(byte[] buffer, int at, ReadOnlySpan<byte> name, string? value) =>
        value is null ? at : Visible(buffer, Literal(buffer, at, name), value);

    private static int Literal(byte[] buffer, int at, ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer.AsSpan(at));
        return at + text.Length;
    }

    private static int Visible(byte[] buffer, int at, string text)
    {
        // A token comes from the server: one with a line break in it must not become a header of its own.
        if (text.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new FormatException($"'{text}' cannot stand in a request line or header.");
        }
        return at + Encoding.ASCII.GetBytes(text, buffer.AsSpan(at));
    }
}
