using System.Text.Json.Serialization;

namespace Ticketing.WebFrontend.Http;

/// <summary>A refusal as the API description shows it; <see cref="ProblemWriter"/> writes it.</summary>
/// <param name="Type">Names the kind of refusal.</param>
/// <param name="Title">A short summary in English.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Detail">What happened, in the language of <c>Accept-Language</c> (English or Korean).</param>
/// <param name="Code">What programs compare.</param>
/// <param name="Advice">What to do next.</param>
/// <param name="RetryAfter">After how many seconds to try again, where that helps.</param>
/// <param name="Errors">What is wrong, by member, where the request is not valid.</param>
internal sealed record ProblemBody(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    string Advice,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? RetryAfter,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        Dictionary<string, string[]>? Errors
);
