namespace Ticketing.Rehearsal.Http;

/// <summary>One request, before it has been put on the wire.</summary>
/// <param name="Method">GET, POST, PUT or DELETE.</param>
/// <param name="Path">Path and query, already escaped, starting with a slash.</param>
internal readonly record struct HttpCall(string Method, string Path)
{
    /// <summary>Value of the header <c>Queue-Token</c>; null: not sent.</summary>
    public string? Token { get; init; }

    /// <summary>Value of the header <c>Admin-Key</c>; null: not sent.</summary>
    public string? AdminKey { get; init; }

    /// <summary>Value of the header <c>Idempotency-Key</c>; null: not sent.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>A JSON body in UTF-8; null: no body.</summary>
    public byte[]? Body { get; init; }
}
