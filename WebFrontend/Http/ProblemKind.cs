namespace Ticketing.WebFrontend.Http;

/// <summary>One kind of refusal: its stable code, its HTTP status and its words.</summary>
/// <param name="Code">What programs compare; never changed once published.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Title">A short English summary, the same at each occurrence.</param>
/// <param name="Detail">What happened; may have places for arguments: {0}, {1}.</param>
/// <param name="Advice">What to do next.</param>
internal sealed record ProblemKind(string Code, int Status, string Title, Words Detail, Words Advice)
{
    /// <summary>The <c>type</c> member: names the kind, and is no address to fetch.</summary>
    public string Type { get; } = "urn:ticketing:problem:" + Code;

    /// <summary>The whole body by language, once it was written, of a refusal that says nothing but its kind.</summary>
    public byte[]?[] Bodies { get; } = new byte[]?[Enum.GetValues<Language>().Length];
}

/// <summary>The same sentence in the languages that are spoken here.</summary>
internal readonly record struct Words(string English, string Korean)
{
    /// <summary>The sentence in that language.</summary>
    public string In(Language language) => language == Language.Korean ? Korean : English;
}

/// <summary>The languages of refusals.</summary>
internal enum Language
{
    /// <summary>Where nothing else is asked for.</summary>
    English = 0,

    /// <summary>Where <c>Accept-Language</c> prefers <c>ko</c>.</summary>
    Korean = 1,
}
