using Ticketing.Concerts;
using Ticketing.Queue;
using Ticketing.Reservations;
using Ticketing.WebFrontend.Events;
using Ticketing.WebFrontend.Http;
using Ticketing.WebFrontend.Queue.Gate;

namespace Ticketing.WebFrontend.Seats;

/// <summary>
/// Pushes a seat map: a snapshot, then each seat that changes, until the caller's token is no longer active or the
/// server stops. What changed up to that moment is still sent, first of all the seat that the caller bought.
/// </summary>
internal sealed class SeatEvents(
    SeatHubs hubs,
    StreamLimits limits,
    IGrainFactory grains,
    Drain drain,
    TimeProvider time
)
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
            if (!context.AsksForHeadersOnly())
            {
                await SendAsync(context.Caller(), new(hub, subscriber, schedule, stream), ends.Token);
            }
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

    private async Task SendAsync(Caller caller, Watch watch, CancellationToken ct)
    {
        PlacePhase phase;
        while ((phase = caller.Board.Look(caller.Token.Number).Phase) == PlacePhase.Active)
        {
            caller.Board.Hear(caller.Token.Number);
            await watch.SendNewsAsync(ct);
            await watch.Stream.WaitAsync(watch.Subscriber.WaitAsync, LookAtTokenEvery, ct);
        }
        if (phase == PlacePhase.Completed)
        {
            // A payment uses the token up a moment before it sells the seat. The caller's book answers no sooner than it
            // has paid, so the look that follows shows the seat sold.
            await grains.GetGrain<IReservationBookGrain>(caller.UserId).ListAsync(0, 1, ticketsOnly: false);
        }
        await watch.Hub.LookAsync();
        await watch.SendNewsAsync(ct);
    }

    private sealed record Watch(
        SeatHub Hub,
        SeatSubscriber Subscriber,
        ScheduleInfo Schedule,
        EventStream Stream
    )
    {
        /// <summary>Sends what was not sent yet: the map, or what changed since.</summary>
        public async Task SendNewsAsync(CancellationToken ct)
        {
            var (snapshot, updates) = Hub.Take(Subscriber);
            if (snapshot is not null)
            {
                await Stream.SendAsync("snapshot", SeatMapJson.Write(Schedule, snapshot), ct);
            }
            foreach (var update in updates)
            {
                await Stream.SendAsync(name: null, update, ct);
            }
        }
    }
}
