using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Ticketing.WebFrontend.Queue.Tokens;
using Ticketing.WebFrontend.Startup;

namespace Ticketing.WebFrontend.Http;

/// <summary>Settings of the rate limits, section <c>RateLimit</c>.</summary>
internal sealed class RateLimitOptions : ICheckedOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "RateLimit";

    /// <summary>How many requests a second one queue token may make, 0 (no limit) to 1,000,000.</summary>
    public int PerTokenPerSecond { get; set; } = 50;

    /// <summary>
    /// How many requests a second one address may make, 0 (no limit) to 1,000,000. Off unless set: behind a load
    /// balancer everybody has its address, unless forwarded headers are configured.
    /// </summary>
    public int PerAddressPerSecond { get; set; }

    /// <inheritdoc/>
    public IEnumerable<string> Problems() =>
        CheckedOptions.Ranges(
            ("RateLimit:PerTokenPerSecond", PerTokenPerSecond, 0, 1_000_000),
            ("RateLimit:PerAddressPerSecond", PerAddressPerSecond, 0, 1_000_000)
        );
}

/// <summary>Refuses too many requests of one token or one address, by the framework's rate limiter.</summary>
internal static class RateLimits
{
    /// <summary>Sets the limiter up.</summary>
    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter();
        services
            .AddOptions<RateLimiterOptions>()
            .Configure<IOptions<RateLimitOptions>>(
                (limiter, rates) =>
                {
                    limiter.GlobalLimiter = Make(rates.Value);
                    limiter.OnRejected = static (rejected, _) => new(AnswerAsync(rejected));
                }
            );
    }

    private static PartitionedRateLimiter<HttpContext>? Make(RateLimitOptions rates)
    {
        var limits = new List<PartitionedRateLimiter<HttpContext>>();
        if (rates.PerTokenPerSecond > 0)
        {
            limits.Add(PerToken(rates.PerTokenPerSecond));
        }
        if (rates.PerAddressPerSecond > 0)
        {
            limits.Add(PerAddress(rates.PerAddressPerSecond));
        }
        return limits.Count switch
        {
            0 => null,
            1 => limits[0],
            _ => PartitionedRateLimiter.CreateChained([.. limits]),
        };
    }

    // Only genuine tokens have a partition: made-up ones would fill the memory with theirs.
    private static PartitionedRateLimiter<HttpContext> PerToken(int perSecond)
    {
        var options = Bucket(perSecond);
        return PartitionedRateLimiter.Create<HttpContext, PlaceKey>(context =>
            context.Features.Get<QueueToken>() is { } token
                ? RateLimitPartition.GetTokenBucketLimiter(
                    new PlaceKey(token.QueueId, token.Number),
                    _ => options
                )
                : RateLimitPartition.GetNoLimiter(default(PlaceKey))
        );
    }

    private static PartitionedRateLimiter<HttpContext> PerAddress(int perSecond)
    {
        var options = Bucket(perSecond);
        return PartitionedRateLimiter.Create<HttpContext, IPAddress>(context =>
            RateLimitPartition.GetTokenBucketLimiter(
                context.Connection.RemoteIpAddress ?? IPAddress.None,
                _ => options
            )
        );
    }

    private static TokenBucketRateLimiterOptions Bucket(int perSecond) =>
        new()
        {
            TokenLimit = perSecond,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = false,
            QueueLimit = 0,
        };

    private static Task AnswerAsync(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after)
            ? after.TotalSeconds
            : 1;
        var problem = new ApiProblem(Problems.TooManyRequests)
        {
            RetryAfterSeconds = (int)Math.Max(1, Math.Ceiling(wait)),
        };
        return problem.ExecuteAsync(rejected.HttpContext);
    }

    private readonly record struct PlaceKey(string QueueId, long Number);
}
