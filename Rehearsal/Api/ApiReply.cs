using System.Diagnostics.CodeAnalysis;

namespace Ticketing.Rehearsal.Api;

/// <summary>What became of a call: exactly one of value, problem and failure.</summary>
/// <param name="Status">HTTP status; 0 when no answer came.</param>
/// <param name="Value">The answer, for a status of 200 to 299.</param>
/// <param name="Problem">The refusal, for any other status, and for a body that does not fit the contract.</param>
/// <param name="Failure">Why no answer came.</param>
/// <param name="RetryAfter">The header of that name; null if it was not sent, or has a date.</param>
internal readonly record struct ApiReply<T>(
    int Status,
    T? Value,
    Problem? Problem,
    string? Failure,
    TimeSpan? RetryAfter
)
{
    /// <summary>Whether the call did what it was asked to.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool Succeeded => Problem is null && Failure is null;

    /// <summary>Code of the refusal; null when there was none.</summary>
    public string? Code => Problem?.Code;
}
