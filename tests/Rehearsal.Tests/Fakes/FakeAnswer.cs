using System.Text.Json.Nodes;

namespace Ticketing.Rehearsal.Tests.Fakes;

/// <summary>An answer of the fake server.</summary>
internal sealed record FakeAnswer(
    int Status,
    string? Body = null,
    string? RetryAfter = null,
    bool Abort = false
)
{
    /// <summary>Ends the connection without an answer; with a body, in the middle of it.</summary>
    public static FakeAnswer NoAnswer { get; } = new(0, Abort: true);

    public static FakeAnswer Json(int status, JsonObject body) => new(status, body.ToJsonString());

    public static FakeAnswer Refusal(int status, string code, int? retryAfter = null) =>
        new(
            status,
            new JsonObject
            {
                ["status"] = status,
                ["code"] = code,
                ["detail"] = "no",
            }.ToJsonString(),
            retryAfter?.ToString()
        );
}

/// <summary>The headers that the fake server looks at; empty where they are missing.</summary>
internal sealed record FakeHeaders(string Token, string AdminKey, string IdempotencyKey);
