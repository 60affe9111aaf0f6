using System.Buffers.Text;

namespace Ticketing.Bench.Load.Net;

/// <summary>
/// Parses one HTTP/1.1 response out of a buffer that fills up piece by piece. Nothing is parsed twice, however the bytes
/// are split; a chunked body is joined in place, so that the body is always one span of the buffer.
/// </summary>
internal sealed class ResponseReader
{
    private enum Phase
    {
        Head,
        SizedBody,
        ChunkSize,
        ChunkData,
        ChunkLineEnd,
        Trailer,
        Done,
    }

    private Phase phase;
    private int searched;
    private int parsed;
    private int bodyStart;
    private int bodyLength;
    private int remaining;

    /// <summary>Status of the final (not 1xx) response; 0 before its head is complete.</summary>
    public int Status { get; private set; }

    /// <summary>Whether another request may follow on this connection.</summary>
    public bool KeepAlive { get; private set; }

    /// <summary>Where the body lies in the buffer, once the response is complete.</summary>
    public Range Body => bodyStart..(bodyStart + bodyLength);

    /// <summary>Gets ready for the next response, at the start of the buffer.</summary>
    public void Reset()
    {
        phase = Phase.Head;
        searched = parsed = bodyStart = bodyLength = remaining = 0;
        Status = 0;
        KeepAlive = true;
    }

    /// <summary>Parses as far as the bytes reach.</summary>
    /// <param name="filled">All bytes received so far for this response.</param>
    /// <returns>True when the response is complete.</returns>
    /// <exception cref="InvalidDataException">It is not a response that HTTP/1.1 allows.</exception>
    public bool Advance(Span<byte> filled)
    {
        while (phase != Phase.Done)
        {
            var moved = phase switch
            {
                Phase.Head => Head(filled),
                Phase.SizedBody => SizedBody(filled),
                Phase.ChunkData => ChunkData(filled),
                _ => ChunkLine(filled),
            };
            if (!moved)
            {
                return false;
            }
        }
        return true;
    }

    private bool Head(Span<byte> filled)
    {
        // The four bytes of the end may be split: the search starts three bytes before what is new.
        var from = Math.Max(parsed, searched - 3);
        var end = filled[from..].IndexOf("\r\n\r\n"u8);
        searched = filled.Length;
        if (end < 0)
        {
            return false;
        }
        var head = filled[parsed..(from + end + 2)];
        parsed = searched = from + end + 4;
        ReadHead(head);
        return true;
    }

    private void ReadHead(ReadOnlySpan<byte> head)
    {
        var lineEnd = head.IndexOf("\r\n"u8);
        var line = head[..lineEnd];
        if (
            line.Length < 12
            || !line.StartsWith("HTTP/1."u8)
            || !Utf8Parser.TryParse(line[9..12], out int status, out var digits)
            || digits != 3
        )
        {
            throw new InvalidDataException("The answer does not start with an HTTP/1.1 status line.");
        }
        KeepAlive = line[7] == (byte)'1';
        var length = -1;
        var chunked = false;
        for (var rest = head[(lineEnd + 2)..]; !rest.IsEmpty; rest = rest[(lineEnd + 2)..])
        {
            lineEnd = rest.IndexOf("\r\n"u8);
            ReadHeader(rest[..lineEnd], ref length, ref chunked);
        }
        if (status is >= 100 and < 200)
        {
            // An interim answer: the real one follows.
            return;
        }
        Status = status;
        bodyStart = parsed;
        remaining = length;
        phase =
            status is 204 or 304 ? Phase.Done
            : chunked ? Phase.ChunkSize
            : length == 0 ? Phase.Done
            : length > 0 ? Phase.SizedBody
            : throw new InvalidDataException("The answer has neither a length nor chunks.");
    }

    private void ReadHeader(ReadOnlySpan<byte> line, ref int length, ref bool chunked)
    {
        if (Is(line, "content-length:"u8, out var value))
        {
            if (!Utf8Parser.TryParse(value, out length, out var used) || used != value.Length || length < 0)
            {
                throw new InvalidDataException("Content-Length is not a length.");
            }
        }
        else if (Is(line, "transfer-encoding:"u8, out value))
        {
            chunked = System.Text.Ascii.EqualsIgnoreCase(value, "chunked"u8)
                ? true
                : throw new InvalidDataException("Only chunked is understood as Transfer-Encoding.");
        }
        else if (Is(line, "connection:"u8, out value) && System.Text.Ascii.EqualsIgnoreCase(value, "close"u8))
        {
            KeepAlive = false;
        }
    }

    private static bool Is(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value)
    {
        var found =
            line.Length >= name.Length && System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name);
        value = found ? line[name.Length..].Trim(" \t"u8) : default;
        return found;
    }

    private bool SizedBody(Span<byte> filled)
    {
        if (filled.Length - bodyStart < remaining)
        {
            return false;
        }
        bodyLength = remaining;
        parsed = bodyStart + bodyLength;
        phase = Phase.Done;
        return true;
    }

    private bool ChunkData(Span<byte> filled)
    {
        var count = Math.Min(remaining, filled.Length - parsed);
        filled.Slice(parsed, count).CopyTo(filled[(bodyStart + bodyLength)..]);
        bodyLength += count;
        parsed += count;
        remaining -= count;
        if (remaining > 0)
        {
            return false;
        }
        phase = Phase.ChunkLineEnd;
        return true;
    }

    private bool ChunkLine(Span<byte> filled)
    {
        var length = filled[parsed..].IndexOf("\r\n"u8);
        if (length < 0)
        {
            return false;
        }
        ReadOnlySpan<byte> line = filled.Slice(parsed, length);
        parsed += length + 2;
        phase = phase switch
        {
            Phase.ChunkLineEnd when line.IsEmpty => Phase.ChunkSize,
            Phase.ChunkLineEnd => throw new InvalidDataException("A chunk is longer than it says."),
            Phase.ChunkSize => AfterChunkSize(line),
            _ => line.IsEmpty ? Phase.Done : Phase.Trailer,
        };
        return true;
    }

    private Phase AfterChunkSize(ReadOnlySpan<byte> line)
    {
        if (!Utf8Parser.TryParse(line, out remaining, out var used, 'x') || used == 0 || remaining < 0)
        {
            throw new InvalidDataException("A chunk does not start with its size.");
        }
        return remaining == 0 ? Phase.Trailer : Phase.ChunkData;
    }
}
