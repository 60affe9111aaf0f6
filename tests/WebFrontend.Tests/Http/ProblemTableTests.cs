using Microsoft.AspNetCore.Http;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Tests.Http;

public sealed class ProblemTableTests
{
    [Fact]
    public void Each_code_is_there_once() => Problems.All.Select(kind => kind.Code).ShouldBeUnique();

    [Fact]
    public void Each_refusal_is_said_in_both_languages_and_says_what_to_do_next()
    {
        foreach (var kind in Problems.All)
        {
            foreach (var words in new[] { kind.Detail, kind.Advice })
            {
                words.English.ShouldNotBeNullOrWhiteSpace(kind.Code);
                words.Korean.ShouldContain(letter => letter >= '가' && letter <= '힣', kind.Code);
            }
        }
    }

    [Fact]
    public void The_codes_of_the_contract_have_their_statuses()
    {
        (string Code, int Status)[] contract =
        [
            ("user-exists", 409),
            ("user-not-found", 404),
            ("queue-not-found", 404),
            ("queue-full", 503),
            ("token-missing", 401),
            ("token-invalid", 401),
            ("token-waiting", 403),
            ("token-expired", 403),
            ("token-completed", 403),
            ("token-wrong-queue", 403),
            ("user-mismatch", 403),
            ("amount-invalid", 400),
            ("balance-limit", 409),
            ("concert-not-found", 404),
            ("schedule-not-found", 404),
            ("seat-taken", 409),
            ("seat-not-found", 404),
            ("schedule-started", 409),
            ("hold-limit", 409),
            ("reservation-not-found", 404),
            ("already-paid", 409),
            ("insufficient-balance", 402),
            ("hold-expired", 409),
            ("reservation-cancelled", 409),
            ("payment-not-found", 404),
            ("ticket-not-found", 404),
            ("idempotency-key-reused", 422),
            ("idempotency-key-in-use", 409),
            ("validation-failed", 400),
            ("unavailable", 503),
            ("admin-key-invalid", 401),
        ];
        var table = Problems.All.ToDictionary(kind => kind.Code, kind => kind.Status);
        contract.ShouldAllBe(entry => table[entry.Code] == entry.Status);
    }

    [Fact]
    public void What_HTTP_refuses_by_itself_is_a_4xx_and_what_may_pass_a_503()
    {
        Status(new BadHttpRequestException("too large", 413)).ShouldBe(413);
        Status(new BadHttpRequestException("slow", 408)).ShouldBe(408);
        Status(new BadHttpRequestException("broken", 400)).ShouldBe(400);
        Status(new TimeoutException()).ShouldBe(503);
        Status(new Ticketing.Storage.StorageUnavailableException()).ShouldBe(503);
        Status(new InvalidOperationException("outer", new TimeoutException())).ShouldBe(503);
        Status(new InvalidOperationException()).ShouldBe(500);
    }

    private static int Status(Exception failure) => Failures.ToProblem(failure).Kind.Status;
}
