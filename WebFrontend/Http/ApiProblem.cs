using System.Globalization;
using System.Text.Json;

namespace Ticketing.WebFrontend.Http;

/// <summary>A refusal to be answered: its kind, the arguments of its words, and further members (RFC 9457).</summary>
internal sealed class ApiProblem(ProblemKind kind, params object[] arguments) : IResult, IStatusCodeHttpResult
{
    private List<Action<Utf8JsonWriter>>? _members;

    /// <summary>The kind.</summary>
    public ProblemKind Kind => kind;

    /// <summary>Further errors by member, for <see cref="Problems.ValidationFailed"/>.</summary>
    public IReadOnlyDictionary<string, List<Words>>? Errors { get; init; }

    /// <summary>After how many seconds it is worth trying again; in the header and as a member.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <inheritdoc/>
    public int? StatusCode => kind.Status;

    /// <summary>Whether it says nothing but its kind, so that each one is the same.</summary>
    public bool IsPlain =>
        arguments.Length == 0 && _members is null && Errors is null && RetryAfterSeconds is null;

    /// <summary>Adds a member with a number.</summary>
    public ApiProblem With(string name, long value)
    {
        (_members ??= []).Add(json => json.WriteNumber(name, value));
        return this;
    }

    /// <summary>Adds a member with a text.</summary>
    public ApiProblem With(string name, string value)
    {
        (_members ??= []).Add(json => json.WriteString(name, value));
        return this;
    }

    /// <summary>Adds a member with an instant.</summary>
    public ApiProblem With(string name, DateTimeOffset value)
    {
        (_members ??= []).Add(json => json.WriteString(name, value.ToUniversalTime()));
        return this;
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext) => ProblemWriter.WriteAsync(httpContext, this);

    /// <summary>The sentence with its arguments, in that language; an argument may be words too.</summary>
    public string Say(Words words, Language language) =>
        string.Format(
            CultureInfo.InvariantCulture,
            words.In(language),
            [.. arguments.Select(argument => argument is Words said ? said.In(language) : argument)]
        );

    /// <summary>Writes the further members.</summary>
    public void WriteMembers(Utf8JsonWriter json)
    {
        foreach (var member in _members ?? [])
        {
            member(json);
        }
    }

    /// <summary>A request with one wrong member.</summary>
    public static ApiProblem Invalid(string member, Words error) =>
        new(Problems.ValidationFailed)
        {
            Errors = new Dictionary<string, List<Words>> { [member] = [error] },
        };

    /// <summary>Storage or cluster do not answer.</summary>
    public static ApiProblem Unavailable(int retryAfterSeconds = 1) =>
        new(Problems.Unavailable) { RetryAfterSeconds = retryAfterSeconds };
}
