using System.Text;
using System.Text.Json;
using Ticketing.Rehearsal.Api;

namespace Ticketing.Rehearsal.Tests.Api;

public sealed class ReadersTests
{
    [Fact]
    public void A_token_status_is_read_past_members_that_are_not_needed()
    {
        var status = QueueReaders.Token(
            """
            {"estimatedWaitSeconds":{"low":1,"likely":2,"high":{"x":[1]}},"token":"t","queueId":"q","userId":"u",
             "status":"waiting","rank":12,"ahead":11,"pollAfterSeconds":2.5,"reason":null,"activeUntil":null}
            """u8
        );
        status.ShouldBe(new("t", "q", TokenState.Waiting, null, 12, 11, 2.5));
    }

    [Theory]
    [InlineData("""{"queueId":"q","status":"waiting"}""")]
    [InlineData("""{"token":5.5e3,"status":["waiting"]}""")]
    [InlineData("""{"token":"t","rank":"12"}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"token":"t" """)]
    public void A_token_status_that_breaks_the_contract_is_not_read(string body) =>
        Should.Throw<JsonException>(() => QueueReaders.Token(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_status_that_the_contract_does_not_know_is_unknown() =>
        QueueReaders.Token("""{"token":"t","status":"asleep"}"""u8).State.ShouldBe(TokenState.Unknown);

    [Theory]
    [InlineData("""{"code":"seat-taken","status":409,"detail":"…"}""", "seat-taken")]
    [InlineData("""{"status":500}""", "no-code")]
    [InlineData("<html>Bad gateway</html>", "no-code")]
    [InlineData("", "no-code")]
    public void A_refusal_is_known_by_its_code(string body, string code) =>
        ProblemReader.Read(Encoding.UTF8.GetBytes(body)).Code.ShouldBe(code);

    [Fact]
    public void Drawn_seats_are_available_ones_and_every_one_can_be_drawn()
    {
        var seats = Enumerable
            .Range(1, 20)
            .Select(n => $$"""{"seatNumber":{{n}},"status":"{{Status(n)}}"}""");
        var map = Encoding.UTF8.GetBytes(
            $$"""{"scheduleId":"s","seats":[{{string.Join(',', seats)}}],"price":1}"""
        );
        var drawn = new HashSet<int>();
        for (var seed = 0; seed < 200; seed++)
        {
            var answer = CatalogReaders.Seats(map, 4, new Random(seed));
            answer.Available.ShouldBe(10);
            answer.Candidates.Distinct().Count().ShouldBe(4);
            drawn.UnionWith(answer.Candidates);
        }
        drawn.Order().ShouldBe(Enumerable.Range(1, 20).Where(n => n % 2 == 0));

        static string Status(int seat) =>
            seat % 2 == 0 ? "available"
            : seat % 3 == 0 ? "held"
            : "sold";
    }

    [Fact]
    public void A_map_with_fewer_seats_than_wanted_gives_all_of_them() =>
        CatalogReaders
            .Seats("""{"seats":[{"seatNumber":3,"status":"available"}]}"""u8, 4, new Random(1))
            .Candidates.ShouldBe([3]);

    [Fact]
    public void The_audit_is_read_with_its_violations()
    {
        var audit = AuditReader.Read("""{"ok":false,"checked":{"seats":2},"violations":[{"a":1},"b"]}"""u8);
        audit.Ok.ShouldBeFalse();
        audit.Violations.ShouldBe(2);
    }

    [Fact]
    public void A_body_leaves_out_what_is_null() =>
        Encoding
            .UTF8.GetString(JsonBody.Of([("userId", "u\"1"), ("queueId", null)], "amount", 5))
            .ShouldBe("""{"userId":"u\u00221","amount":5}""");
}
