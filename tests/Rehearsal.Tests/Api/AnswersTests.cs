using System.Text;
using System.Text.Json;
using Ticketing.Rehearsal.Api;

namespace Ticketing.Rehearsal.Tests.Api;

public sealed class AnswersTests
{
    [Fact]
    public void A_token_status_is_read_past_members_that_are_not_needed() =>
        Token(
                """
                {"estimatedWaitSeconds":{"low":1,"likely":2,"high":{"x":[1]}},"token":"t","queueId":"q","userId":"u",
                 "status":"waiting","rank":12,"ahead":11,"pollAfterSeconds":2.5,"reason":null,"activeUntil":null}
                """
            )
            .ShouldBe(new("t", "q", TokenState.Waiting, 12, 11, 2.5));

    [Theory]
    [InlineData("""{"queueId":"q","status":"waiting","rank":1,"ahead":0,"pollAfterSeconds":1}""")]
    [InlineData(
        """{"token":null,"queueId":"q","status":"waiting","rank":1,"ahead":0,"pollAfterSeconds":1}"""
    )]
    [InlineData("""{"token":5,"queueId":"q","status":"waiting","rank":1,"ahead":0,"pollAfterSeconds":1}""")]
    [InlineData(
        """{"token":"t","queueId":"q","status":["active"],"rank":0,"ahead":0,"pollAfterSeconds":1}"""
    )]
    [InlineData("""{"token":"t","queueId":"q","status":2,"rank":0,"ahead":0,"pollAfterSeconds":1}""")]
    [InlineData("""{"token":"t","queueId":"q","status":"asleep","rank":0,"ahead":0,"pollAfterSeconds":1}""")]
    [InlineData(
        """{"token":"t","queueId":"q","status":"waiting","rank":"1","ahead":0,"pollAfterSeconds":1}"""
    )]
    [InlineData("""{"token":"t","queueId":"q","status":"waiting","ahead":0,"pollAfterSeconds":1}""")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"token":"t" """)]
    public void A_token_status_that_breaks_the_contract_is_not_read(string body) =>
        Should.Throw<JsonException>(() => Token(body));

    [Theory]
    [InlineData("""{"code":"seat-taken","status":409,"detail":"…"}""", "seat-taken")]
    [InlineData("""{"status":500}""", "no-code")]
    [InlineData("""{"code":null}""", "no-code")]
    [InlineData("<html>Bad gateway</html>", "no-code")]
    [InlineData("null", "no-code")]
    [InlineData("", "no-code")]
    public void A_refusal_is_known_by_its_code(string body, string code)
    {
        var problem = Problem.Read(Encoding.UTF8.GetBytes(body));
        problem.Code.ShouldBe(code);
        problem.Text.ShouldBe(body);
    }

    [Fact]
    public void Drawn_seats_are_available_ones_and_every_one_can_be_drawn()
    {
        var map = new SeatsAnswer([.. Enumerable.Range(1, 20).Select(n => new SeatAnswer(n, n % 2 == 0))]);
        var drawn = new HashSet<int>();
        for (var seed = 0; seed < 200; seed++)
        {
            var seats = map.Draw(4, new Random(seed));
            seats.Distinct().Count().ShouldBe(4);
            drawn.UnionWith(seats);
        }
        drawn.Order().ShouldBe(Enumerable.Range(1, 20).Where(n => n % 2 == 0));
    }

    [Fact]
    public void A_map_with_fewer_seats_than_wanted_gives_all_that_are_available() =>
        Seats(
                """
                {"seatNumber":3,"row":{"x":[1]},"status":"available"},{"status":"held","seatNumber":4},
                {"seatNumber":5,"status":"sold"}
                """
            )
            .Draw(4, new Random(1))
            .ShouldBe([3]);

    [Theory]
    [InlineData("""{"seatNumber":3}""")]
    [InlineData("""{"status":"available"}""")]
    [InlineData("""{"seatNumber":"3","status":"available"}""")]
    [InlineData("""{"seatNumber":3,"status":1}""")]
    [InlineData("null")]
    [InlineData("3")]
    public void A_seat_that_breaks_the_contract_is_not_read(string seat) =>
        Should.Throw<JsonException>(() => Seats(seat));

    [Fact]
    public void The_audit_is_read_with_its_violations_and_written_whole()
    {
        const string Answer = """{"ok":false,"violations":[{"a":1},"b"],"checked":{"seats":2}}""";
        var audit = JsonSerializer.Deserialize(Answer, ApiJson.Default.AuditAnswer)!;
        audit.Ok.ShouldBeFalse();
        audit.Violations.Count.ShouldBe(2);
        JsonSerializer.Serialize(audit, ApiJson.Default.AuditAnswer).ShouldBe(Answer);
    }

    [Fact]
    public void A_request_leaves_out_what_is_null() =>
        JsonSerializer
            .Serialize(new("u\"1", null), ApiJson.Default.JoinRequest)
            .ShouldBe("""{"userId":"u\u00221"}""");

    private static SeatsAnswer Seats(string seats) =>
        JsonSerializer.Deserialize($$"""{"seats":[{{seats}}]}""", ApiJson.Default.SeatsAnswer)!;

    private static TokenStatus? Token(string body) =>
        JsonSerializer.Deserialize(body, ApiJson.Default.TokenStatus);
}
