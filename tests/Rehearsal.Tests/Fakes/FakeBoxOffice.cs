using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ticketing.Rehearsal.Tests.Fakes;

/// <summary>
/// A tiny server that speaks the contract from memory, over a real Kestrel, with one concert. Tests make it misbehave with
/// <see cref="Intercept"/>, which sees each request first.
/// </summary>
internal sealed class FakeBoxOffice : IAsyncDisposable
{
    public const string AdminKey = "operator";
    public const string ConcertId = "house-concert";
    public const string ScheduleId = "eve";
    public const long Price = 30_000;

    private readonly Lock gate = new();
    private readonly WebApplication app;
    private readonly FakeTill till;
    private readonly HashSet<string> connections = [];

    private FakeBoxOffice(WebApplication app, int seats, int pollsBeforeActive)
    {
        this.app = app;
        till = new(seats, pollsBeforeActive);
    }

    /// <summary>Answers in place of the fake; null: the fake answers.</summary>
    public Func<string, JsonObject, FakeAnswer?> Intercept { get; set; } = (_, _) => null;

    /// <summary>Sees each request with its headers.</summary>
    public Action<string, JsonObject, IHeaderDictionary> Watch { get; set; } = (_, _, _) => { };

    /// <summary>No request is answered before this has ended.</summary>
    public Task Answering { get; set; } = Task.CompletedTask;

    /// <summary>The url to use.</summary>
    public string Url { get; private set; } = "";

    /// <summary>The state behind the answers.</summary>
    public FakeTill Till => till;

    /// <summary>How many connections have been opened.</summary>
    public int Connections => connections.Count;

    public static async Task<FakeBoxOffice> StartAsync(
        int seats = 50,
        int pollsBeforeActive = 1,
        X509Certificate2? certificate = null
    )
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(
                IPAddress.Loopback,
                0,
                listen =>
                {
                    if (certificate is not null)
                    {
                        listen.UseHttps(certificate);
                    }
                }
            )
        );
        var app = builder.Build();
        var office = new FakeBoxOffice(app, seats, pollsBeforeActive);
        app.Run(office.AnswerAsync);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        office.Url = addresses.Addresses.Single();
        return office;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        var body = request.ContentLength > 0 ? await JsonNode.ParseAsync(request.Body) : null;
        await Answering;
        var call = $"{request.Method} {request.Path}";
        FakeAnswer answer;
        lock (gate)
        {
            connections.Add(context.Connection.Id);
            Watch(call, body as JsonObject ?? [], request.Headers);
            answer =
                Intercept(call, body as JsonObject ?? [])
                ?? till.Answer(
                    request.Method,
                    [.. request.Path.ToString().Split('/').Skip(2)],
                    body as JsonObject ?? [],
                    new(
                        request.Headers["Queue-Token"].ToString(),
                        request.Headers["Admin-Key"].ToString(),
                        request.Headers["Idempotency-Key"].ToString()
                    )
                );
        }
        if (answer is { Abort: true, Body: null })
        {
            context.Abort();
            return;
        }
        context.Response.StatusCode = answer.Status;
        context.Response.Headers.RetryAfter = answer.RetryAfter;
        if (answer.Body is not null)
        {
            context.Response.ContentType =
                answer.Status < 400 ? "application/json" : "application/problem+json";
            await context.Response.WriteAsync(answer.Body);
            if (answer.Abort)
            {
                context.Abort();
            }
        }
    }
}
