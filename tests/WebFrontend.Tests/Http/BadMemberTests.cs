using System.Net;
using System.Text;
using Ticketing.WebFrontend.Tests.Support;
using static Ticketing.WebFrontend.Tests.Support.BodyRoutes;

namespace Ticketing.WebFrontend.Tests.Http;

/// <summary>Every route that takes a body × everything that can be wrong with its members.</summary>
public sealed class BadMemberTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [MemberData(nameof(EveryRoute), MemberType = typeof(BodyRoutes))]
    public async Task Members_of_wrong_types_and_unknown_ones_never_fail_the_server(
        string method,
        string path
    )
    {
        string[] values =
        [
            "null",
            "true",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999",
            "\"\"",
            "[]",
            "{}",
            "\"\\u0000\"",
        ];
        string[] members =
        [
            "userId",
            "name",
            "queueId",
            "amount",
            "concertId",
            "scheduleId",
            "seatNumber",
            "reservationId",
            "title",
            "venue",
            "startsAt",
            "price",
            "seats",
            "capacity",
            "paused",
            "__proto__",
            "$type",
        ];
        foreach (var value in values)
        {
            var body = "{" + string.Join(",", members.Select(member => $"\"{member}\":{value}")) + "}";
            (await server.SendBodyAsync(method, path, Json(body))).Status.ShouldBeLessThan(500, body);
        }
    }

    [Theory]
    [MemberData(nameof(EveryRequiredMember), MemberType = typeof(BodyRoutes))]
    public async Task A_missing_member_is_named(string method, string path, string member)
    {
        foreach (var value in new[] { null, "null" })
        {
            var refused = await server.SendBodyAsync(method, path, Json(With(path, member, value)));
            refused
                .ShouldRefuse(400, "validation-failed")["errors"]
                .TryGetProperty(member, out _)
                .ShouldBeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(EveryNumber), MemberType = typeof(BodyRoutes))]
    public async Task What_is_no_whole_number_in_range_is_named(string method, string path, string member)
    {
        foreach (var value in new[] { "1.5", "\"1\"", "true", "[]", "{}", "1e30", "99999999999999999999" })
        {
            var refused = await server.SendBodyAsync(method, path, Json(With(path, member, value)));
            refused
                .ShouldRefuse(400, "validation-failed")["errors"]
                .TryGetProperty(member, out _)
                .ShouldBeTrue(value);
        }
    }

    [Theory]
    [InlineData("price", "0")]
    [InlineData("price", "-1")]
    [InlineData("price", "1000000001")]
    [InlineData("seats", "0")]
    [InlineData("seats", "5001")]
    [InlineData("startsAt", "\"tomorrow\"")]
    [InlineData("startsAt", "\"2027-01-01T00:00:00\"")]
    [InlineData("startsAt", "\"2027-13-01T00:00:00Z\"")]
    [InlineData("startsAt", "\"2027-01-01\"")]
    [InlineData("scheduleId", "\"a/b\"")]
    [InlineData("scheduleId", "\"-a\"")]
    public async Task A_date_that_cannot_be_is_refused(string member, string value)
    {
        const string path = "/api/admin/concerts/c/schedules";
        var refused = await server.SendBodyAsync("POST", path, Json(With(path, member, value)));
        refused.ShouldRefuse(400, "validation-failed")["errors"].TryGetProperty(member, out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("capacity", "-1")]
    [InlineData("capacity", "1000001")]
    [InlineData("admissionBatch", "0")]
    [InlineData("admissionBatch", "100001")]
    [InlineData("admissionPeriodSeconds", "0")]
    [InlineData("admissionPeriodSeconds", "3601")]
    [InlineData("activeSeconds", "0")]
    [InlineData("activeSeconds", "86401")]
    [InlineData("waitingIdleSeconds", "0")]
    [InlineData("waitingIdleSeconds", "86401")]
    [InlineData("noShowSeconds", "0")]
    [InlineData("noShowSeconds", "86401")]
    [InlineData("paused", "1")]
    [InlineData("paused", "\"true\"")]
    public async Task A_setting_of_a_queue_out_of_its_range_is_refused(string member, string value)
    {
        const string path = "/api/admin/queues/bad-input";
        var refused = await server.SendBodyAsync("PUT", path, Json(With(path, member, value)));
        refused.ShouldRefuse(400, "validation-failed")["errors"].TryGetProperty(member, out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/api/users", "name")]
    [InlineData("/api/admin/concerts", "title")]
    [InlineData("/api/admin/concerts", "venue")]
    public async Task A_text_has_1_to_200_characters_and_no_control_characters(string path, string member)
    {
        foreach (var text in new[] { new string('t', 201), "   ", "two\\nlines", "a\\u0000b" })
        {
            var refused = await server.SendBodyAsync("POST", path, Json(With(path, member, $"\"{text}\"")));
            refused
                .ShouldRefuse(400, "validation-failed")["errors"]
                .TryGetProperty(member, out _)
                .ShouldBeTrue(text);
        }
        var longest = Json(With(path, member, $"\"{new string('t', 200)}\""));
        (await server.SendBodyAsync("POST", path, longest)).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_name_of_two_lines_is_refused_for_what_is_wrong_with_it()
    {
        var refused = await server.SendBodyAsync("POST", "/api/users", Json("""{"name":"two\nlines"}"""));
        refused["errors"].GetProperty("name")[0].GetString()!.ShouldContain("control characters");
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        const string path = "/api/admin/concerts/c/schedules";
        var refused = await server.SendBodyAsync(
            "POST",
            path,
            Json("""{"scheduleId":"","startsAt":5,"seats":"many"}""")
        );
        var named = refused["errors"].EnumerateObject().Select(error => error.Name);
        named.ShouldBe(["scheduleId", "startsAt", "price", "seats"], ignoreOrder: true);
    }

    [Fact]
    public async Task Of_a_member_given_twice_the_last_one_counts_and_unknown_ones_are_ignored()
    {
        var userId = server.NewId("user");
        var body = $$"""{"name":"first","admin":true,"balance":99,"userId":"{{userId}}","name":" 민지 "}""";
        var made = await server.SendBodyAsync("POST", "/api/users", Json(body));
        made.ShouldBe(HttpStatusCode.Created);
        made.String("name").ShouldBe("민지");
        made.Number("balance").ShouldBe(0);
    }
}
