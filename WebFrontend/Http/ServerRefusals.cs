using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Ticketing.WebFrontend.Http;

/// <summary>
/// Gives a body to what the HTTP server refuses before any middleware sees it: an address or headers that are too long,
/// a broken request line, a missing host. The server announces such a request through its diagnostic source and would
/// then answer with the bare status; here the answer is written before it does. No other request comes by here.
/// </summary>
internal sealed class ServerRefusals(DiagnosticListener others) : DiagnosticSource
{
    private const string BadRequest = "Microsoft.AspNetCore.Server.Kestrel.BadRequest";

    /// <summary>Puts it between the server and whoever else listens.</summary>
    public static void Add(IServiceCollection services) =>
        services.AddSingleton<DiagnosticSource>(provider => new ServerRefusals(
            provider.GetRequiredService<DiagnosticListener>()
        ));

    /// <inheritdoc/>
    public override bool IsEnabled(string name) => name == BadRequest || others.IsEnabled(name);

    /// <inheritdoc/>
    public override void Write(string name, object? value)
    {
        if (name == BadRequest && value is IFeatureCollection refused)
        {
            // A few hundred bytes into an empty pipe: written before this returns.
            _ = AnswerAsync(new DefaultHttpContext(refused));
        }
        if (others.IsEnabled(name))
        {
            others.Write(name, value);
        }
    }

    // So early, a request has no stream for its answer yet; what follows the headers goes to the connection itself.
    private static async Task AnswerAsync(HttpContext context)
    {
        if (
            context.Response.HasStarted
            || HttpMethods.IsHead(context.Request.Method)
            || context.Features.Get<IHttp2StreamIdFeature>() is not null
            || context.Features.Get<IConnectionTransportFeature>()?.Transport.Output is not { } connection
        )
        {
            return;
        }
        var problem = OfFailure(context.Features.Get<IBadRequestExceptionFeature>()?.Error);
        var body = ProblemWriter.Begin(context, problem);
        context.Response.Headers.Connection = "close";
        await context.Response.StartAsync();
        connection.Write(body.Span);
        await connection.FlushAsync();
    }

    private static ApiProblem OfFailure(Exception? failure) =>
        (failure as BadHttpRequestException)?.StatusCode switch
        {
            StatusCodes.Status414UriTooLong => new(Problems.AddressTooLong),
            StatusCodes.Status431RequestHeaderFieldsTooLarge => new(Problems.HeadersTooLarge),
            null => new(Problems.RequestRefused),
            _ => Failures.ToProblem(failure!),
        };
}
