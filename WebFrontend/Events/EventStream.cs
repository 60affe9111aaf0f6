using System.Buffers;
using Microsoft.AspNetCore.Http.Features;

namespace Ticketing.WebFrontend.Events;

/// <summary>One stream of server-sent events to one caller.</summary>
internal sealed class EventStream(HttpResponse response, TimeProvider time)
{
    /// <summary>After this long without an event a comment is sent, so that nothing on the way closes the stream.</summary>
    public static readonly TimeSpan CommentEvery = TimeSpan.FromSeconds(15);

    private long _lastSent = time.GetTimestamp();

    /// <summary>Sends the headers.</summary>
    public Task OpenAsync(CancellationToken ct)
    {
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        response.ContentType = "text/event-stream";
        response.Headers["X-Accel-Buffering"] = "no";
        return response.StartAsync(ct);
    }

    /// <summary>Sends one event; without a name it is a <c>message</c>.</summary>
    public async Task SendAsync(string? name, ReadOnlyMemory<byte> json, CancellationToken ct)
    {
        var writer = response.BodyWriter;
        if (name is not null)
        {
            writer.Write("event: "u8);
            writer.Write(System.Text.Encoding.ASCII.GetBytes(name));
            writer.Write("\n"u8);
        }
        writer.Write("data: "u8);
        writer.Write(json.Span);
        writer.Write("\n\n"u8);
        await FlushAsync(ct);
    }

    /// <summary>
    /// Waits until the change comes or <paramref name="atMost"/> is over, and sends a comment where one is due.
    /// </summary>
    public async Task WaitAsync(Func<CancellationToken, Task> change, TimeSpan atMost, CancellationToken ct)
    {
        var comment = CommentEvery - time.GetElapsedTime(_lastSent);
        var wait = comment < atMost ? comment : atMost;
        if (wait > TimeSpan.Zero)
        {
            using var limit = new CancellationTokenSource(wait, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
            try
            {
                await change(either.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // The time is over without a change.
            }
        }
        ct.ThrowIfCancellationRequested();
        if (time.GetElapsedTime(_lastSent) >= CommentEvery)
        {
            response.BodyWriter.Write(":\n\n"u8);
            await FlushAsync(ct);
        }
    }

    private async Task FlushAsync(CancellationToken ct)
    {
        _lastSent = time.GetTimestamp();
        var flushed = await response.BodyWriter.FlushAsync(ct);
        if (flushed.IsCompleted || flushed.IsCanceled)
        {
            throw new OperationCanceledException("The caller has closed the stream.", ct);
        }
    }
}
