using System.Text;
using Ticketing.Rehearsal.Http;

namespace Ticketing.Rehearsal.Tests.Http;

public sealed class RequestWriterTests
{
    [Fact]
    public void A_request_has_its_headers_and_body() =>
        Written(
                new("POST", "/api/payments")
                {
                    Token = "t.1",
                    IdempotencyKey = "k",
                    Body = "{}"u8.ToArray(),
                }
            )
            .ShouldBe(
                "POST /api/payments HTTP/1.1\r\nHost: localhost:5000\r\nQueue-Token: t.1\r\nIdempotency-Key: k\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
            );

    [Fact]
    public void A_delete_says_that_it_has_no_body() =>
        Written(new("DELETE", "/x"))
            .ShouldBe("DELETE /x HTTP/1.1\r\nHost: localhost:5000\r\nContent-Length: 0\r\n\r\n");

    [Fact]
    public void A_buffer_that_is_too_small_grows() =>
        Written(new("POST", "/x") { Body = new byte[10_000] }).Length.ShouldBeGreaterThan(10_000);

    [Theory]
    [InlineData("a\r\nAdmin-Key: x")]
    [InlineData("a b")]
    [InlineData("열")]
    public void A_token_cannot_smuggle_a_header_in(string token) =>
        Should.Throw<FormatException>(() => Written(new("GET", "/x") { Token = token }));

    private static string Written(HttpCall call)
    {
        var buffer = new byte[16];
        var length = RequestWriter.Write(ref buffer, call, "localhost:5000");
        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
