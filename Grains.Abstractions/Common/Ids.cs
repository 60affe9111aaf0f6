using System.Buffers;
using System.Security.Cryptography;

namespace Ticketing.Common;

/// <summary>
/// The form of every id that a client may choose (users, concerts, schedules, queues): 1 to
/// <see cref="MaxLength"/> characters out of ASCII letters, digits and <c>. _ - @ + :</c>, the first one a letter
/// or a digit. The slash is left out because it separates the parts of a grain key.
/// </summary>
public static class Ids
{
    /// <summary>The greatest length of an id, in characters.</summary>
    public const int MaxLength = 64;

    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";

    private static readonly SearchValues<char> Allowed = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-@+:"
    );

    /// <summary>Whether the text has the form of an id. It says nothing about whether such a thing exists.</summary>
    public static bool IsValid(string? id) =>
        id is { Length: > 0 and <= MaxLength }
        && char.IsAsciiLetterOrDigit(id[0])
        && !id.AsSpan().ContainsAnyExcept(Allowed);

    /// <summary>A new id that cannot be guessed: the prefix, a dash and 16 characters (80 random bits).</summary>
    public static string New(string prefix) => $"{prefix}-{Random(16)}";

    /// <summary>Random characters out of 32 that are not mistaken for one another, 5 bits each.</summary>
    public static string Random(int length) => RandomNumberGenerator.GetString(Alphabet, length);
}
