using System.Text.Json;

namespace Ticketing.WebFrontend.Tests.Support;

/// <summary>One event of a stream; a comment has no data.</summary>
public sealed record StreamEvent(string? Name, string? Data)
{
    /// <summary>The data as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Data!).RootElement;

    /// <summary>Whether it is a comment.</summary>
    public bool IsComment => Data is null;
}

/// <summary>Reads a stream of server-sent events one by one.</summary>
public sealed class EventReader(HttpResponseMessage response, StreamReader lines) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The answer whose body it is.</summary>
    public HttpResponseMessage Response => response;

    /// <summary>Opens a stream.</summary>
    public static async Task<EventReader> OpenAsync(Buyer buyer, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Queue-Token", buyer.Token);
        var response = await buyer.Server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return new(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next event with data; null where the stream is over. The clock of the server moves meanwhile.</summary>
    public async Task<StreamEvent?> NextDataAsync(TestServer server)
    {
        while (true)
        {
            var next = NextAsync();
            await server.AskAsync(() => server.GetAsync("/alive"), _ => next.IsCompleted);
            if (await next is not { IsComment: true })
            {
                return await next;
            }
        }
    }

    /// <summary>The next event or comment; null where the stream is over.</summary>
    public async Task<StreamEvent?> NextAsync()
    {
        string? name = null;
        string? data = null;
        var any = false;
        while (await lines.ReadLineAsync().WaitAsync(Patience) is { } line)
        {
            if (line.Length == 0)
            {
                if (any)
                {
                    return new(name, data);
                }
                continue;
            }
            any = true;
            name = line.StartsWith("event: ", StringComparison.Ordinal) ? line[7..] : name;
            data = line.StartsWith("data: ", StringComparison.Ordinal) ? line[6..] : data;
        }
        return null;
    }

    public void Dispose()
    {
        lines.Dispose();
        response.Dispose();
    }
}
