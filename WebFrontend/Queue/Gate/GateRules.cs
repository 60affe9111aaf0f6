using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Queue.Gate;

/// <summary>Decides who passes the gate. Pure.</summary>
internal static class GateRules
{
    /// <summary>Why a place of that kind does not pass, or null where it does.</summary>
    public static ApiProblem? Refuse(GateMetadata gate, PlaceView place) =>
        place.Phase switch
        {
            PlacePhase.None => new(Problems.TokenInvalid),
            _ when gate.Use == TokenUse.Any => null,
            PlacePhase.Active => null,
            PlacePhase.Waiting when gate.Use == TokenUse.Live => null,
            PlacePhase.Completed when gate.AlsoCompleted => null,
            PlacePhase.Completed => new(Problems.TokenCompleted),
            PlacePhase.Waiting => Waiting(place),
            _ => Expired(place.Phase),
        };

    /// <summary>Whether the line may have moved on from that phase: waiting ends, and a hold makes a place last.</summary>
    public static bool MayBeOld(PlacePhase phase) =>
        phase is PlacePhase.None or PlacePhase.Waiting or PlacePhase.ServiceTime;

    /// <summary>Every refusal that such a gate may give.</summary>
    public static IEnumerable<ProblemKind> Refusals(GateMetadata gate)
    {
        ProblemKind[] always = [Problems.TokenMissing, Problems.TokenInvalid, Problems.UserMismatch];
        return gate.Use switch
        {
            TokenUse.Any => always,
            TokenUse.Live => [.. always, Problems.TokenExpired, Problems.TokenCompleted],
            _ => [.. always, Problems.TokenWaiting, Problems.TokenExpired, Problems.TokenCompleted],
        };
    }

    /// <summary>Why a place ended, in the words of the contract; null where it has not, or was used up.</summary>
    public static string? Reason(PlacePhase phase) =>
        phase switch
        {
            PlacePhase.LeftWaiting or PlacePhase.LeftActive => "left",
            PlacePhase.Idle => "idle",
            PlacePhase.ServiceTime => "service-time",
            PlacePhase.NoShow => "no-show",
            _ => null,
        };

    private static ApiProblem Waiting(PlaceView place) =>
        new ApiProblem(Problems.TokenWaiting, place.Rank, place.PollAfterSeconds)
            .With("rank", place.Rank)
            .With("pollAfterSeconds", place.PollAfterSeconds);

    private static ApiProblem Expired(PlacePhase phase) =>
        new ApiProblem(Problems.TokenExpired, ReasonInWords(phase)).With("reason", Reason(phase) ?? "left");

    private static Words ReasonInWords(PlacePhase phase) =>
        phase switch
        {
            PlacePhase.Idle => new("nobody asked for it while it waited", "대기 중 상태 확인이 없었습니다"),
            PlacePhase.ServiceTime => new("the service time is over", "이용 시간이 끝났습니다"),
            PlacePhase.NoShow => new("nobody came when it was its turn", "입장 후 이용이 없었습니다"),
            _ => new("the place was given up", "대기열에서 나갔습니다"),
        };
}
