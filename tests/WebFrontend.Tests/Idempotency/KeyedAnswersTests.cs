using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Idempotency;

namespace Ticketing.WebFrontend.Tests.Idempotency;

public sealed class KeyedAnswersTests
{
    private static readonly KeyedAnswer Done = new("asked", 200, null, null, null, []);

    [Fact]
    public void No_more_answers_are_remembered_than_the_limit_says()
    {
        var options = new IdempotencyOptions { MaxRememberedAnswers = 2 };
        using var answers = new KeyedAnswers(Options.Create(options), TimeProvider.System);
        for (var i = 0; i < 10; i++)
        {
            answers.Remember($"operation-{i}", Done);
        }

        Enumerable
            .Range(0, 10)
            .Count(i => answers.Find($"operation-{i}") is not null)
            .ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Of_two_keys_in_headers_of_their_own_none_is_taken()
    {
        var http = new DefaultHttpContext();
        http.Request.Headers[IdempotencyKey.Header] = new(["a", "b"]);

        // It is refused before there is anything to look up.
        var answer = await new IdempotencyFilter(null!).InvokeAsync(
            EndpointFilterInvocationContext.Create(http),
            _ => throw new InvalidOperationException("It was let through.")
        );

        answer.ShouldBeOfType<ApiProblem>().Kind.Code.ShouldBe("validation-failed");
    }
}
