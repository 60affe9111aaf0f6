using System.Buffers;
using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.WebFrontend.Queue.Tokens;

namespace Ticketing.WebFrontend.Queue;

/// <summary>Answers with a token status, without a detour over objects or streams.</summary>
internal static class TokenStatusWriter
{
    /// <summary>Answers with it.</summary>
    public static void Write(HttpResponse response, QueueToken token, in PlaceView place)
    {
        Span<byte> json = stackalloc byte[TokenStatus.MaxLength];
        var length = TokenStatus.Write(json, token, place);
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = length;
        response.BodyWriter.Write(json[..length]);
    }
}
