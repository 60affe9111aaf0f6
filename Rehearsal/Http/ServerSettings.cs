namespace Ticketing.Rehearsal.Http;

/// <summary>Which server is asked, and how.</summary>
internal sealed record ServerSettings
{
    /// <summary>The server, http or https; a path is ignored.</summary>
    public required Uri Url { get; init; }

    /// <summary>Whether a server that is not this machine may be put under load.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>Whether any certificate of the server is accepted, such as a self-signed one.</summary>
    public bool Insecure { get; init; }

    /// <summary>Headers that are sent with every request.</summary>
    public IReadOnlyList<ExtraHeader> Headers { get; init; } = [];
}
