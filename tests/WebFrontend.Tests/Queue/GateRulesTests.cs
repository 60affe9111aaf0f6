using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Tests.Queue;

public sealed class GateRulesTests
{
    [Theory]
    [InlineData(PlacePhase.None, "token-invalid", "token-invalid", "token-invalid")]
    [InlineData(PlacePhase.Waiting, null, null, "token-waiting")]
    [InlineData(PlacePhase.Active, null, null, null)]
    [InlineData(PlacePhase.Completed, null, "token-completed", "token-completed")]
    [InlineData(PlacePhase.LeftWaiting, null, "token-expired", "token-expired")]
    [InlineData(PlacePhase.LeftActive, null, "token-expired", "token-expired")]
    [InlineData(PlacePhase.Idle, null, "token-expired", "token-expired")]
    [InlineData(PlacePhase.ServiceTime, null, "token-expired", "token-expired")]
    [InlineData(PlacePhase.NoShow, null, "token-expired", "token-expired")]
    public void Each_phase_passes_the_gates_that_it_may(
        PlacePhase phase,
        string? any,
        string? live,
        string? active
    )
    {
        Refuse(TokenUse.Any, phase).ShouldBe(any);
        Refuse(TokenUse.Live, phase).ShouldBe(live);
        Refuse(TokenUse.Active, phase).ShouldBe(active);
    }

    [Fact]
    public void A_completed_place_passes_where_the_route_looks_closer() =>
        GateRules
            .Refuse(new(TokenUse.Active, AlsoCompleted: true), View(PlacePhase.Completed))
            .ShouldBeNull();

    [Fact]
    public void Only_a_place_that_may_have_moved_on_is_asked_about_again()
    {
        var old = Enum.GetValues<PlacePhase>().Where(GateRules.MayBeOld);
        old.ShouldBe([PlacePhase.None, PlacePhase.Waiting, PlacePhase.ServiceTime], ignoreOrder: true);
    }

    [Fact]
    public void Why_a_token_ended_is_said_in_words_of_the_callers_language()
    {
        foreach (
            var phase in Enum.GetValues<PlacePhase>().Where(phase => GateRules.Reason(phase) is not null)
        )
        {
            var refusal = GateRules.Refuse(new(TokenUse.Active), View(phase))!;
            refusal
                .Say(refusal.Kind.Detail, Language.Korean)
                .ShouldNotContain(letter => char.IsAsciiLetter(letter));
            refusal.Say(refusal.Kind.Detail, Language.English).ShouldAllBe(letter => char.IsAscii(letter));
        }
    }

    private static string? Refuse(TokenUse use, PlacePhase phase) =>
        GateRules.Refuse(new(use), View(phase))?.Kind.Code;

    private static PlaceView View(PlacePhase phase) => new(phase, 3, null, default, 5, default);
}
