using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Ticketing.TestSupport;

namespace Ticketing.Cluster.Tests.Support;

/// <summary>Takes and keeps what processes send by OTLP over HTTP.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<string> _received = new();
    private readonly Task _run;

    public Collector()
    {
        Url = new Uri($"http://127.0.0.1:{Loopback.FreePort()}/");
        _listener.Prefixes.Add(Url.AbsoluteUri);
        _listener.Start();
        _run = RunAsync();
    }

    public Uri Url { get; }

    /// <summary>Whether one message held all of these texts; names and tags stand in it as they are.</summary>
    public bool HasReceived(params string[] texts) =>
        _received.Any(message => Array.TrueForAll(texts, message.Contains));

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        await _run;
        _listener.Close();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var call = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await call.Request.InputStream.CopyToAsync(body);
                _received.Enqueue(call.Request.Url!.AbsolutePath + Encoding.Latin1.GetString(body.ToArray()));
                call.Response.ContentType = call.Request.ContentType;
                call.Response.Close();
            }
        }
        catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }
}
