using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Http;

/// <summary>Every route that takes a body × everything that can be wrong with one.</summary>
public sealed class BadInputTests(TestServer server) : IClassFixture<TestServer>
{
    private static readonly (
        string Method,
        string Path,
        string Good,
        string[] Required,
        string[] Numbers
    )[] Routes =
    [
        ("POST", "/api/users", """{"name":"Minji"}""", ["name"], []),
        ("POST", "/api/queue/tokens", """{"userId":"minji"}""", ["userId"], []),
        ("POST", "/api/users/{user}/balance/charges", """{"amount":1}""", ["amount"], ["amount"]),
        (
            "POST",
            "/api/reservations",
            """{"concertId":"c","scheduleId":"s","seatNumber":1}""",
            ["concertId", "scheduleId", "seatNumber"],
            ["seatNumber"]
        ),
        ("POST", "/api/payments", """{"reservationId":"rsv-1-x"}""", ["reservationId"], []),
        ("POST", "/api/admin/concerts", """{"title":"t","venue":"v"}""", ["title", "venue"], []),
        (
            "POST",
            "/api/admin/concerts/c/schedules",
            """{"startsAt":"2027-01-01T00:00:00Z","price":1,"seats":1}""",
            ["startsAt", "price", "seats"],
            ["price", "seats"]
        ),
        (
            "PUT",
            "/api/admin/queues/bad-input",
            """{"capacity":1}""",
            [],
            [
                "capacity",
                "admissionBatch",
                "admissionPeriodSeconds",
                "activeSeconds",
                "waitingIdleSeconds",
                "noShowSeconds",
            ]
        ),
        ("POST", "/api/admin/audit", """{"concertId":"c"}""", [], []),
    ];

    public static IEnumerable<object[]> EveryRoute => Routes.Select(r => new object[] { r.Method, r.Path });

    public static IEnumerable<object[]> EveryRequiredMember =>
        Routes.SelectMany(r => r.Required, (r, member) => new object[] { r.Method, r.Path, member });

    public static IEnumerable<object[]> EveryNumber =>
        Routes.SelectMany(r => r.Numbers, (r, member) => new object[] { r.Method, r.Path, member });

    [Theory]
    [MemberData(nameof(EveryRoute))]
    public async Task What_is_no_JSON_object_is_refused(string method, string path)
    {
        string[] bodies =
        [
            " ",
            "{",
            "}",
            "[]",
            "null",
            "true",
            "7",
            "\"text\"",
            "{'a':1}",
            "{\"a\":1,}",
            "{} {}",
            "{\"a\":NaN}",
            "// comment\n{}",
            new string('[', 5_000),
            string.Concat(Enumerable.Repeat("{\"a\":", 2_000)),
        ];
        foreach (var body in bodies)
        {
            var refused = await SendAsync(method, path, Json(body));
            refused
                .ShouldRefuse(400, "validation-failed")
                .Has("errors")
                .ShouldBeTrue(body[..Math.Min(20, body.Length)]);
        }
    }

    [Theory]
    [MemberData(nameof(EveryRoute))]
    public async Task What_is_no_UTF_8_is_refused(string method, string path)
    {
        byte[] bytes = [.. "{\"name\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8];
        (await SendAsync(method, path, Json(bytes))).ShouldRefuse(400, "validation-failed");
    }

    [Theory]
    [MemberData(nameof(EveryRoute))]
    public async Task Half_of_a_surrogate_pair_is_refused_or_ignored_but_never_a_failure(
        string method,
        string path
    )
    {
        foreach (var body in new[] { """{"name":"\ud800"}""", """{"\udfff":1}""", """{"userId":"\ud83d"}""" })
        {
            (await SendAsync(method, path, Json(body))).Status.ShouldBeLessThan(500);
        }
    }

    [Theory]
    [MemberData(nameof(EveryRoute))]
    public async Task A_body_of_another_media_type_is_refused(string method, string path)
    {
        foreach (
            var type in new[]
            {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "nonsense",
            }
        )
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(GoodBody(path)));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            (await SendAsync(method, path, content)).ShouldRefuse(415, "media-type-unsupported");
        }
        var unnamed = new ByteArrayContent(Encoding.UTF8.GetBytes(GoodBody(path)));
        (await SendAsync(method, path, unnamed)).ShouldRefuse(415, "media-type-unsupported");
        var zipped = Json(GoodBody(path));
        zipped.Headers.ContentEncoding.Add("gzip");
        (await SendAsync(method, path, zipped)).ShouldRefuse(415, "media-type-unsupported");
    }

    [Theory]
    [MemberData(nameof(EveryRoute))]
    public async Task A_body_over_16_KiB_is_refused_whether_or_not_its_length_is_said(
        string method,
        string path
    )
    {
        var large = "{\"padding\":\"" + new string('x', 17 * 1024) + "\"}";
        var refused = await SendAsync(method, path, Json(large));
        refused.ShouldRefuse(413, "body-too-large").Number("maxBytes").ShouldBe(16 * 1024);
        var unsaid = new StreamContent(new UnknownLength(Encoding.UTF8.GetBytes(large)));
        unsaid.Headers.ContentType = new("application/json");
        (await SendAsync(method, path, unsaid)).ShouldRefuse(413, "body-too-large");
    }

    [Theory]
    [MemberData(nameof(EveryRoute))]
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
            (await SendAsync(method, path, Json(body))).Status.ShouldBeLessThan(500, body);
        }
    }

    [Theory]
    [MemberData(nameof(EveryRequiredMember))]
    public async Task A_missing_member_is_named(string method, string path, string member)
    {
        foreach (var value in new[] { null, "null" })
        {
            var refused = await SendAsync(method, path, Json(With(path, member, value)));
            refused
                .ShouldRefuse(400, "validation-failed")["errors"]
                .TryGetProperty(member, out _)
                .ShouldBeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(EveryNumber))]
    public async Task What_is_no_whole_number_in_range_is_named(string method, string path, string member)
    {
        foreach (var value in new[] { "1.5", "\"1\"", "true", "[]", "{}", "1e30", "99999999999999999999" })
        {
            var refused = await SendAsync(method, path, Json(With(path, member, value)));
            refused
                .ShouldRefuse(400, "validation-failed")["errors"]
                .TryGetProperty(member, out _)
                .ShouldBeTrue(value);
        }
    }

    [Theory]
    [InlineData("price", "0")]
    [InlineData("price", "-1")]
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
        var refused = await SendAsync("POST", path, Json(With(path, member, value)));
        refused.ShouldRefuse(400, "validation-failed")["errors"].TryGetProperty(member, out _).ShouldBeTrue();
    }

    [Theory]
    [InlineData("capacity", "-1")]
    [InlineData("capacity", "1000001")]
    [InlineData("admissionBatch", "0")]
    [InlineData("admissionPeriodSeconds", "0")]
    [InlineData("admissionPeriodSeconds", "3601")]
    [InlineData("activeSeconds", "0")]
    [InlineData("waitingIdleSeconds", "86401")]
    [InlineData("noShowSeconds", "0")]
    [InlineData("paused", "1")]
    [InlineData("paused", "\"true\"")]
    public async Task A_setting_of_a_queue_out_of_its_range_is_refused(string member, string value)
    {
        const string path = "/api/admin/queues/bad-input";
        var refused = await SendAsync("PUT", path, Json(With(path, member, value)));
        refused.ShouldRefuse(400, "validation-failed")["errors"].TryGetProperty(member, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_named_at_once()
    {
        const string path = "/api/admin/concerts/c/schedules";
        var refused = await SendAsync(
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
        var made = await SendAsync("POST", "/api/users", Json(body));
        made.ShouldBe(HttpStatusCode.Created);
        made.String("name").ShouldBe("민지");
        made.Number("balance").ShouldBe(0);
    }

    [Fact]
    public async Task A_mark_at_the_beginning_is_no_harm()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. "{\"name\":\"Minji\"}"u8];
        (await SendAsync("POST", "/api/users", Json(body))).ShouldBe(HttpStatusCode.Created);
    }

    private static string GoodBody(string path) => Routes.Single(route => route.Path == path).Good;

    private static string With(string path, string member, string? value)
    {
        var body = System.Text.Json.Nodes.JsonNode.Parse(GoodBody(path))!.AsObject();
        body.Remove(member);
        var text = body.ToJsonString();
        var separator = text == "{}" ? "" : ",";
        return value is null ? text : $"{text[..^1]}{separator}\"{member}\":{value}}}";
    }

    private static HttpContent Json(string body) => Json(Encoding.UTF8.GetBytes(body));

    private static ByteArrayContent Json(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return content;
    }

    private async Task<Answer> SendAsync(string method, string path, HttpContent content)
    {
        if (path.StartsWith("/api/admin", StringComparison.Ordinal))
        {
            return await server.SendAsync(new(method), path, content, ("Admin-Key", TestServer.OperatorKey));
        }
        var buyer = await server.NewBuyerAsync();
        return await buyer.SendAsync(new(method), path.Replace("{user}", buyer.UserId), content);
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
