using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ticketing.Reservations;

namespace Ticketing.WebFrontend.Idempotency;

/// <summary>The header <c>Idempotency-Key</c> of a request, made into the operation that grains remember.</summary>
internal static class IdempotencyKey
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The greatest length of a key, in characters.</summary>
    public const int MaxLength = 255;

    private const int IdBytes = 18;

    /// <summary>Whether a key is 1 to 255 visible ASCII characters.</summary>
    public static bool IsValid(string? key) =>
        key is { Length: > 0 and <= MaxLength } && key.All(character => character is > ' ' and <= '~');

    /// <summary>
    /// Names the operation by user, route and key, and says what was asked by method, route and body. Whitespace
    /// between the members of the body does not count.
    /// </summary>
    public static Operation ToOperation(
        string userId,
        string key,
        HttpRequest request,
        ReadOnlyMemory<byte> body
    )
    {
        // The route keeps the ids of charges, reservations and payments apart in the grains.
        var route = (request.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var asked = new MemoryStream();
        asked.Write(Encoding.UTF8.GetBytes($"{request.Method} {route}\n"));
        WriteCanonical(asked, body);
        return new(Hash(Encoding.UTF8.GetBytes($"{userId}\n{route}\n{key}")), Hash(asked.ToArray()));
    }

    private static void WriteCanonical(MemoryStream into, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            using var json = new Utf8JsonWriter(into);
            document.RootElement.WriteTo(json);
        }
        catch (Exception failure)
            when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            // No JSON: it will be refused as such, and until then its bytes are what was asked.
            into.Write(body.Span);
        }
    }

    private static string Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Base64Url.EncodeToString(hash[..IdBytes]);
    }
}
