using Microsoft.AspNetCore.Http;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Tests.Support;

namespace Ticketing.WebFrontend.Tests.Http;

public sealed class LanguageTests(TestServer server) : IClassFixture<TestServer>
{
    [Theory]
    [InlineData(null, 0)]
    [InlineData("", 0)]
    [InlineData("ko", 1)]
    [InlineData("KO-kr", 1)]
    [InlineData("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7", 1)]
    [InlineData("en-US,en;q=0.9,ko;q=0.8", 0)]
    [InlineData("en;q=0.1, ko;q=0.2", 1)]
    [InlineData("fr, ko;q=0.5", 1)]
    [InlineData("fr", 0)]
    [InlineData("ko;q=0", 0)]
    [InlineData("kok", 0)]
    [InlineData("*", 0)]
    [InlineData(";;;q=x", 0)]
    public void The_language_is_the_one_that_is_preferred(string? header, int language)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.AcceptLanguage = header;
        ((int)Languages.Of(request)).ShouldBe(language);
    }

    [Fact]
    public async Task The_words_of_a_taken_seat_are_those_that_were_asked_for()
    {
        var show = await server.NewShowAsync();
        await (await server.NewBuyerAsync()).ReserveAsync(show, 3);
        var other = await server.NewBuyerAsync();
        var korean = await other.ReserveAsync(show, 3, ("Accept-Language", "ko"));
        korean.ShouldRefuse(409, "seat-taken").String("detail").ShouldBe("이미 선택된 좌석입니다");
        korean.Header("Content-Language").ShouldBe("ko");
        var english = await other.ReserveAsync(show, 3, ("Accept-Language", "en"));
        english.ShouldRefuse(409, "seat-taken").String("detail").ShouldBe("That seat is already taken");
    }

    [Fact]
    public async Task Why_a_token_ended_is_said_in_Korean_too()
    {
        var buyer = await server.NewBuyerAsync();
        await buyer.DeleteAsync("/api/queue/tokens/current");
        var refused = await buyer.GetAsync("/api/concerts", ("Accept-Language", "ko"));
        refused
            .ShouldRefuse(403, "token-expired")
            .String("detail")
            .ShouldBe("대기열 토큰이 만료되었습니다. 대기열에서 나갔습니다.");
    }

    [Fact]
    public async Task What_is_wrong_with_a_request_is_said_in_Korean_too()
    {
        var refused = await server.PostAsync("/api/users", new { }, ("Accept-Language", "ko"));
        refused["errors"].GetProperty("name")[0].GetString().ShouldBe("필수 항목입니다.");
    }
}
