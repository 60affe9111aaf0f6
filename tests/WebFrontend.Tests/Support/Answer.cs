using System.Net;
using System.Text.Json;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>An answer of the server, read.</summary>
public sealed record Answer(HttpResponseMessage Response, string Text)
{
    /// <summary>The status as a number.</summary>
    public int Status => (int)Response.StatusCode;

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>A member of the body that must be there.</summary>
    public JsonElement this[string member] => Json.GetProperty(member);

    /// <summary>Reads an answer.</summary>
    public static async Task<Answer> OfAsync(Task<HttpResponseMessage> sending)
    {
        var response = await sending;
        return new(response, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A text member.</summary>
    public string String(string member) => this[member].GetString()!;

    /// <summary>A number member.</summary>
    public long Number(string member) => this[member].GetInt64();

    /// <summary>Whether the body has that member.</summary>
    public bool Has(string member) => Json.TryGetProperty(member, out _);

    /// <summary>A header, or null.</summary>
    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values)
        || Response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(",", values)
            : null;

    /// <summary>The status is that one.</summary>
    public Answer ShouldBe(HttpStatusCode status)
    {
        Response.StatusCode.ShouldBe(status, Text);
        return this;
    }

    /// <summary>It is a refusal of that status and code, in the form that every refusal has.</summary>
    public Answer ShouldRefuse(int status, string code)
    {
        Status.ShouldBe(status, Text);
        Response.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        String("code").ShouldBe(code);
        Number("status").ShouldBe(status);
        String("type").ShouldNotBeEmpty();
        String("title").ShouldNotBeEmpty();
        String("detail").ShouldNotBeEmpty();
        return this;
    }
}
