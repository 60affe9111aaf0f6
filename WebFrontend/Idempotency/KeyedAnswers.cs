using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace Ticketing.WebFrontend.Idempotency;

/// <summary>An answer as it was given.</summary>
/// <param name="RequestHash">What was asked.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="ContentType">The media type.</param>
/// <param name="Language">The header <c>Content-Language</c>, or null.</param>
/// <param name="Location">The header <c>Location</c>, or null.</param>
/// <param name="Body">The body.</param>
internal sealed record KeyedAnswer(
    string RequestHash,
    int Status,
    string? ContentType,
    string? Language,
    string? Location,
    byte[] Body
);

/// <summary>
/// The keyed requests that run in this process, and the answers of those that have run. It holds a bounded number of
/// answers; what was done is known to the grains for good.
/// </summary>
internal sealed class KeyedAnswers : IDisposable
{
    private readonly ConcurrentDictionary<string, string> _running = new(StringComparer.Ordinal);
    private readonly MemoryCache _answers;
    private readonly IdempotencyOptions _options;

    /// <summary>Makes an empty one.</summary>
    public KeyedAnswers(IOptions<IdempotencyOptions> options, TimeProvider time)
    {
        _options = options.Value;
        _answers = new MemoryCache(
            new MemoryCacheOptions { SizeLimit = _options.MaxRememberedAnswers, Clock = new Clock(time) }
        );
    }

    /// <summary>The answer that was given to that operation, or null.</summary>
    public KeyedAnswer? Find(string operationId) => _answers.Get<KeyedAnswer>(operationId);

    /// <summary>
    /// Marks the operation as running; null where that is done, otherwise the hash of what the running one asks.
    /// </summary>
    public string? TryBegin(string operationId, string requestHash) =>
        _running.TryAdd(operationId, requestHash)
            ? null
            : _running.GetValueOrDefault(operationId, requestHash);

    /// <summary>Remembers the answer.</summary>
    public void Remember(string operationId, KeyedAnswer answer) =>
        _answers.Set(
            operationId,
            answer,
            new MemoryCacheEntryOptions
            {
                Size = 1,
                AbsoluteExpirationRelativeToNow = TimeSpan.FromHours(_options.RememberHours),
            }
        );

    /// <summary>The operation runs no more.</summary>
    public void End(string operationId) => _running.TryRemove(operationId, out _);

    /// <inheritdoc/>
    public void Dispose() => _answers.Dispose();

    private sealed class Clock(TimeProvider time) : Microsoft.Extensions.Internal.ISystemClock
    {
        public DateTimeOffset UtcNow => time.GetUtcNow();
    }
}
