using BenchmarkDotNet.Attributes;
using Ticketing.Queue;
using Ticketing.Queue.Board;
using Ticketing.WebFrontend.Queue;
using Ticketing.WebFrontend.Queue.Tokens;

namespace Ticketing.Bench.Micro;

/// <summary>What each call with a token costs before anything else.</summary>
[MemoryDiagnoser]
public class TokenBenchmarks
{
    private static readonly PlaceView Place = new(
        PlacePhase.Waiting,
        123_456,
        null,
        default,
        30,
        DateTimeOffset.UnixEpoch
    );

    private readonly TokenCodec codec = new(
        new TokenKeyRing([new SigningKey { Id = "k1", Key = new string('k', 32) }])
    );

    private string text = "";
    private string forged = "";
    private QueueToken? token;

    /// <summary>Makes a token, and one with another letter in it.</summary>
    [GlobalSetup]
    public void Make()
    {
        token = codec.Write("default", "minji", 123_456, DateTimeOffset.UnixEpoch);
        text = token.Text;
        forged = text[..10] + (text[10] == 'A' ? 'B' : 'A') + text[11..];
    }

    /// <summary>Verifies a token.</summary>
    [Benchmark]
    public object? Read() => codec.Read(text);

    /// <summary>Refuses a forged one.</summary>
    [Benchmark]
    public object? Refuse() => codec.Read(forged);

    /// <summary>Signs a token.</summary>
    [Benchmark]
    public object Write() => codec.Write("default", "minji", 123_456, DateTimeOffset.UnixEpoch);

    /// <summary>Writes the answer to a poll.</summary>
    [Benchmark]
    public int Answer()
    {
        Span<byte> json = stackalloc byte[TokenStatus.MaxLength];
        return TokenStatus.Write(json, token!, Place);
    }
}
