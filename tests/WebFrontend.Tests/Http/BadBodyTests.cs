using System.Net;
using System.Text;
using Ticketing.WebFrontend.Tests.Support;
using static Ticketing.WebFrontend.Tests.Support.BodyRoutes;

namespace Ticketing.WebFrontend.Tests.Http;

/// <summary>Every route that takes a body × every body that is none.</summary>
public sealed class BadBodyTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [MemberData(nameof(EveryRoute), MemberType = typeof(BodyRoutes))]
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
            "{\"a\":" + new string('[', 16) + new string(']', 16) + "}",
            new string('[', 5_000),
            string.Concat(Enumerable.Repeat("{\"a\":", 2_000)),
        ];
        foreach (var body in bodies)
        {
            var refused = await server.SendBodyAsync(method, path, Json(body));
            refused
                .ShouldRefuse(400, "validation-failed")
                .Has("errors")
                .ShouldBeTrue(body[..Math.Min(20, body.Length)]);
        }
    }

    [Theory]
    [MemberData(nameof(EveryRoute), MemberType = typeof(BodyRoutes))]
    public async Task What_is_no_UTF_8_is_refused(string method, string path)
    {
        byte[] bytes = [.. "{\"name\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8];
        (await server.SendBodyAsync(method, path, Json(bytes))).ShouldRefuse(400, "validation-failed");
    }

    [Theory]
    [MemberData(nameof(EveryRoute), MemberType = typeof(BodyRoutes))]
    public async Task Half_of_a_surrogate_pair_is_refused_or_ignored_but_never_a_failure(
        string method,
        string path
    )
    {
        foreach (var body in new[] { """{"name":"\ud800"}""", """{"\udfff":1}""", """{"userId":"\ud83d"}""" })
        {
            (await server.SendBodyAsync(method, path, Json(body))).Status.ShouldBeLessThan(500);
        }
    }

    [Theory]
    [MemberData(nameof(EveryRoute), MemberType = typeof(BodyRoutes))]
    public async Task A_body_of_another_media_type_is_refused(string method, string path)
    {
        foreach (
            var type in new[]
            {
                "text/plain",
                "application/xml",
                "application/x-www-form-urlencoded",
                "nonsense",
                "application/json; charset=utf-16",
                "application/json; charset=\"utf-16\"",
            }
        )
        {
            var content = new ByteArrayContent(Encoding.UTF8.GetBytes(GoodBody(path)));
            content.Headers.TryAddWithoutValidation("Content-Type", type);
            (await server.SendBodyAsync(method, path, content)).ShouldRefuse(415, "media-type-unsupported");
        }
        var unnamed = new ByteArrayContent(Encoding.UTF8.GetBytes(GoodBody(path)));
        (await server.SendBodyAsync(method, path, unnamed)).ShouldRefuse(415, "media-type-unsupported");
        var zipped = Json(GoodBody(path));
        zipped.Headers.ContentEncoding.Add("gzip");
        (await server.SendBodyAsync(method, path, zipped)).ShouldRefuse(415, "media-type-unsupported");
    }

    [Theory]
    [InlineData("APPLICATION/JSON")]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json;charset=\"UTF-8\"")]
    [InlineData("application/vnd.tickets+json")]
    public async Task Json_in_utf8_is_taken_however_its_media_type_is_written(string type)
    {
        var content = new ByteArrayContent("{\"name\":\"Minji\"}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        (await server.SendBodyAsync("POST", "/api/users", content)).ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_huge_body_is_refused_and_the_caller_hears_of_it()
    {
        var huge = Json("{\"padding\":\"" + new string('x', 4 * 1024 * 1024) + "\"}");
        (await server.SendBodyAsync("POST", "/api/users", huge)).ShouldRefuse(413, "body-too-large");
        (await server.PostAsync("/api/reservations", huge)).ShouldRefuse(401, "token-missing");
    }

    [Theory]
    [MemberData(nameof(EveryRoute), MemberType = typeof(BodyRoutes))]
    public async Task A_body_over_16_KiB_is_refused_whether_or_not_its_length_is_said(
        string method,
        string path
    )
    {
        var large = "{\"padding\":\"" + new string('x', 17 * 1024) + "\"}";
        var refused = await server.SendBodyAsync(method, path, Json(large));
        refused.ShouldRefuse(413, "body-too-large").Number("maxBytes").ShouldBe(16 * 1024);
        var unsaid = new StreamContent(new UnknownLength(Encoding.UTF8.GetBytes(large)));
        unsaid.Headers.ContentType = new("application/json");
        (await server.SendBodyAsync(method, path, unsaid)).ShouldRefuse(413, "body-too-large");
    }

    [Fact]
    public async Task A_mark_at_the_beginning_is_no_harm()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. "{\"name\":\"Minji\"}"u8];
        (await server.SendBodyAsync("POST", "/api/users", Json(body))).ShouldBe(HttpStatusCode.Created);
    }

    private sealed class UnknownLength(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
