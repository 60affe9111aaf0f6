using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Http;

namespace Ticketing.WebFrontend.Overload;

/// <summary>Which part of a journey a route is.</summary>
internal enum Work
{
    /// <summary>Begins a journey: it can be begun a little later as well.</summary>
    New = 1,

    /// <summary>Goes on with one: whoever is buying is to get through.</summary>
    Started = 2,
}

/// <summary>Says which part of a journey a route is.</summary>
internal sealed record WorkMetadata(Work Work);

/// <summary>How routes say it.</summary>
internal static class OverloadConventions
{
    /// <summary>The route begins journeys, or goes on with them.</summary>
    public static TBuilder Is<TBuilder>(this TBuilder builder, Work work)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new WorkMetadata(work));
}

/// <summary>
/// Back-pressure: while too many requests of people who are buying run, joins are refused with 503 and
/// <c>Retry-After</c>, so that started journeys end in time and the rate of ended ones stays what it is. Polls, which cost
/// next to nothing, always pass.
/// </summary>
internal sealed class OverloadMiddleware(RequestDelegate next, IOptions<OverloadOptions> options)
{
    private readonly OverloadOptions _options = options.Value;
    private int _started;

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<WorkMetadata>()?.Work switch
        {
            Work.Started => GoOnAsync(context),
            Work.New when Volatile.Read(ref _started) >= _options.MaxStarted => ApiProblem
                .Unavailable(_options.RetryAfterSeconds)
                .ExecuteAsync(context),
            _ => next(context),
        };

    private async Task GoOnAsync(HttpContext context)
    {
        Interlocked.Increment(ref _started);
        try
        {
            await next(context);
        }
        finally
        {
            Interlocked.Decrement(ref _started);
        }
    }
}
