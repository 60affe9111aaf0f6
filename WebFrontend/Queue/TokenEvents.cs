using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.WebFrontend.Events;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Queue;

/// <summary>Pushes a token's status: at once, then at each change, until it is final or the server stops.</summary>
internal static class TokenEvents
{
    /// <summary>Streams to the caller.</summary>
    public static async Task<IResult> StreamAsync(
        HttpContext context,
        StreamLimits limits,
        Drain drain,
        TimeProvider time
    )
    {
        using var place = limits.TryTakeTokenStream();
        if (place is null)
        {
            return ApiProblem.Unavailable(StreamLimits.RetryAfterSeconds);
        }
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            drain.Stopping
        );
        var stream = new EventStream(context.Response, time);
        try
        {
            await stream.OpenAsync(ends.Token);
            if (!context.AsksForHeadersOnly())
            {
                await SendAsync(context.Caller(), stream, ends.Token);
            }
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // Somebody has gone: the caller, or this server. Either way the stream is over.
        }
        return Results.Empty;
    }

    private static async Task SendAsync(Caller caller, EventStream stream, CancellationToken ct)
    {
        var (token, board, _) = caller;
        var buffer = new byte[TokenStatus.MaxLength];
        PlaceView? sent = null;
        while (true)
        {
            var version = board.Version;
            // Asking the way a poll does: it counts as heard of, and knocks where nobody is ahead.
            var place = await board.PollAsync(token.Number, ct);
            if (sent is null || IsChange(sent.Value, place))
            {
                var length = TokenStatus.Write(buffer, token, place);
                await stream.SendAsync(name: null, buffer.AsMemory(0, length), ct);
                sent = place;
            }
            if (place.Phase.HasEnded() || place.Phase == PlacePhase.None)
            {
                return;
            }
            await stream.WaitAsync(
                wait => board.WaitForChangeAsync(version, wait),
                HearEvery(board.Settings),
                ct
            );
        }
    }

    private static bool IsChange(PlaceView before, PlaceView now) =>
        before.Phase != now.Phase || before.Rank != now.Rank || before.ActiveUntil != now.ActiveUntil;

    // Somebody who listens is there: often enough that neither the idle nor the no-show time ends meanwhile.
    private static TimeSpan HearEvery(QueueSettings settings) =>
        TimeSpan.FromSeconds(
            Math.Clamp(Math.Min(settings.WaitingIdleSeconds, settings.NoShowSeconds) / 3.0, 0.25, 15)
        );
}
