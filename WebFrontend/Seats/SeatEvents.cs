using Ticketing.Concerts;
using Ticketing.Queue;
using Ticketing.WebFrontend.Events;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Seats;

/// <summary>
/// Pushes a seat map: a snapshot, then each seat that changes, until the caller's token is no longer active or the
/// server stops.
/// </summary>
internal sealed class SeatEvents(SeatHubs hubs, StreamLimits limits, Drain drain, TimeProvider time)
{
    private static readonly TimeSpan LookAtTokenEvery = TimeSpan.FromSeconds(1);

    /// <summary>Streams to the caller.</summary>
    public async Task<IResult> StreamAsync(HttpContext context, ScheduleInfo schedule)
    {
        using var room = limits.TryTakeSeatStream();
        if (room is null)
        {
            return ApiProblem.Unavailable(StreamLimits.RetryAfterSeconds);
        }
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            drain.Stopping
        );
        var (hub, subscriber) = hubs.Join(schedule.Key);
        try
        {
            var stream = new EventStream(context.Response, time);
            await stream.OpenAsync(ends.Token);
            await SendAsync(context.Caller(), hub, subscriber, schedule, stream, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // Somebody has gone: the caller, or this server. Either way the stream is over.
        }
        finally
        {
            hubs.Leave(schedule.Key, hub, subscriber);
        }
        return Results.Empty;
    }

    private static async Task SendAsync(
        Caller caller,
        SeatHub hub,
        SeatSubscriber subscriber,
        ScheduleInfo schedule,
        EventStream stream,
        CancellationToken ct
    )
    {
        while (!caller.Board.Look(caller.Token.Number).Phase.HasEnded())
        {
            caller.Board.Hear(caller.Token.Number);
            var (snapshot, updates) = hub.Take(subscriber);
            if (snapshot is not null)
            {
                await stream.SendAsync("snapshot", SeatMapJson.Write(schedule, snapshot), ct);
            }
            foreach (var update in updates)
            {
                await stream.SendAsync(name: null, update, ct);
            }
            await stream.WaitAsync(subscriber.WaitAsync, LookAtTokenEvery, ct);
        }
    }
}
