using System.Text.Unicode;

namespace Ticketing.Bench.Load.Net;

/// <summary>Writes requests as bytes. A body is JSON of 512 bytes at most.</summary>
internal static class Request
{
    /// <summary>Bytes of the longest body.</summary>
    public const int MostBodyBytes = 512;

    /// <summary>A GET or DELETE without a body.</summary>
    public static int Bare(Span<byte> to, string method, ReadOnlySpan<char> path, ReadOnlySpan<byte> token)
    {
        Utf8.TryWrite(to, $"{method} {path} HTTP/1.1\r\nHost: localhost\r\n", out var length);
        return Close(to, length, token);
    }

    /// <summary>A POST or PUT with a JSON body that has been written already.</summary>
    public static int WithBody(
        Span<byte> to,
        string method,
        ReadOnlySpan<char> path,
        ReadOnlySpan<byte> token,
        ReadOnlySpan<byte> body,
        string? adminKey = null
    )
    {
        Utf8.TryWrite(
            to,
            $"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n",
            out var length
        );
        if (adminKey is not null)
        {
            Utf8.TryWrite(to[length..], $"Admin-Key: {adminKey}\r\n", out var more);
            length += more;
        }
        length = Close(to, length, token);
        body.CopyTo(to[length..]);
        return length + body.Length;
    }

    private static int Close(Span<byte> to, int length, ReadOnlySpan<byte> token)
    {
        if (!token.IsEmpty)
        {
            "Queue-Token: "u8.CopyTo(to[length..]);
            length += 13;
            token.CopyTo(to[length..]);
            length += token.Length;
            "\r\n"u8.CopyTo(to[length..]);
            length += 2;
        }
        "\r\n"u8.CopyTo(to[length..]);
        return length + 2;
    }
}
