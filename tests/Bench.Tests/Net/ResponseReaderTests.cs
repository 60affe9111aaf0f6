using System.Text;
using Ticketing.Bench.Load.Net;

namespace Ticketing.Bench.Tests.Net;

public sealed class ResponseReaderTests
{
    private const string Sized =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\ncontent-length: 7\r\n\r\n{\"a\":1}";
    private const string Chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4;x=y\r\n\":1}\r\n0\r\nTrailer: t\r\n\r\n";
    private const string Interim = "HTTP/1.1 100 Continue\r\n\r\n" + Sized;

    [Theory]
    [InlineData(Sized)]
    [InlineData(Chunked)]
    [InlineData(Interim)]
    public void An_answer_is_read_wherever_its_packets_are_split(string answer)
    {
        var bytes = Encoding.ASCII.GetBytes(answer);
        for (var first = 1; first < bytes.Length; first++)
        {
            for (var second = first; second < bytes.Length; second++)
            {
                var buffer = bytes.ToArray();
                var reader = Fresh();
                reader.Advance(buffer.AsSpan(0, first)).ShouldBeFalse();
                reader.Advance(buffer.AsSpan(0, second)).ShouldBeFalse();
                reader.Advance(buffer).ShouldBeTrue();
                reader.Status.ShouldBe(200);
                Encoding.ASCII.GetString(buffer[reader.Body]).ShouldBe("{\"a\":1}");
                reader.KeepAlive.ShouldBeTrue();
            }
        }
    }

    [Fact]
    public void An_answer_that_comes_byte_by_byte_is_read()
    {
        var bytes = Encoding.ASCII.GetBytes(Chunked);
        var reader = Fresh();
        for (var length = 1; length < bytes.Length; length++)
        {
            reader.Advance(bytes.AsSpan(0, length)).ShouldBeFalse();
        }
        reader.Advance(bytes).ShouldBeTrue();
        Encoding.ASCII.GetString(bytes[reader.Body]).ShouldBe("{\"a\":1}");
    }

    [Fact]
    public void A_204_has_no_body()
    {
        var (reader, body) = Read("HTTP/1.1 204 No Content\r\nDate: today\r\n\r\n");
        reader.Status.ShouldBe(204);
        body.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n")]
    public void A_connection_that_the_server_closes_is_not_used_again(string answer) =>
        Read(answer).Reader.KeepAlive.ShouldBeFalse();

    [Fact]
    public void A_sized_body_that_is_cut_off_is_not_an_answer() =>
        Fresh().Advance(Encoding.ASCII.GetBytes(Sized[..^1])).ShouldBeFalse();

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\nabc")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n")]
    public void What_is_not_http_is_said_to_be_so(string answer) =>
        Should.Throw<InvalidDataException>(() => Fresh().Advance(Encoding.ASCII.GetBytes(answer)));

    [Fact]
    public void The_next_answer_is_read_afresh()
    {
        var reader = Fresh();
        reader.Advance(
            Encoding.ASCII.GetBytes("HTTP/1.1 503 B\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        );
        reader.Reset();
        reader.Advance(Encoding.ASCII.GetBytes(Sized)).ShouldBeTrue();
        reader.Status.ShouldBe(200);
        reader.KeepAlive.ShouldBeTrue();
    }

    private static ResponseReader Fresh()
    {
        var reader = new ResponseReader();
        reader.Reset();
        return reader;
    }

    private static (ResponseReader Reader, string Body) Read(string answer)
    {
        var bytes = Encoding.ASCII.GetBytes(answer);
        var reader = Fresh();
        reader.Advance(bytes).ShouldBeTrue();
        return (reader, Encoding.ASCII.GetString(bytes[reader.Body]));
    }
}
