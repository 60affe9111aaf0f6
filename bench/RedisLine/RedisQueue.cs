using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Ticketing.Bench.RedisLine;

/// <summary>
/// The line as a sorted set: the member is the user, the score a number from a counter, the rank what <c>ZRANK</c> says. Joining is a
/// script, so that it is one round trip and nobody comes between; polling is one <c>ZRANK</c>.
/// </summary>
internal sealed class RedisQueue : IAsyncDisposable
{
    private const string Script = """
        if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 0 then return -1 end
        if redis.call('ZSCORE', KEYS[2], ARGV[1]) then return redis.call('ZRANK', KEYS[2], ARGV[1]) end
        redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[3]), ARGV[1])
        return redis.call('ZCARD', KEYS[2]) - 1
        """;

    private readonly RedisConnection redis;
    private readonly string script;

    private RedisQueue(RedisConnection redis, string script) => (this.redis, this.script) = (redis, script);

    /// <summary>Loads the script.</summary>
    public static async Task<RedisQueue> OpenAsync(RedisConnection redis)
    {
        var sha = await redis.AskAsync(static (to, text) => Write(to, ["SCRIPT", "LOAD", text]), Script);
        return new RedisQueue(redis, sha.Text!);
    }

    /// <summary>Makes a user; false: there is one.</summary>
    public async ValueTask<bool> AddUserAsync(string userId) =>
        (await redis.AskAsync(static (to, id) => Write(to, ["SADD", "users", id]), userId)).Number == 1;

    /// <summary>Joins; people ahead, or -1 for an unknown user.</summary>
    public async ValueTask<long> JoinAsync(string userId) =>
        (
            await redis.AskAsync(
                static (to, asked) =>
                    Write(to, ["EVALSHA", asked.script, "3", "users", "line", "number", asked.userId]),
                (script, userId)
            )
        ).Number;

    /// <summary>People ahead; null for somebody who is not in the line.</summary>
    public async ValueTask<long?> RankAsync(string userId)
    {
        var answer = await redis.AskAsync(static (to, id) => Write(to, ["ZRANK", "line", id]), userId);
        return answer.IsNull ? null : answer.Number;
    }

    /// <summary>Notes when somebody was last heard of, so that who has gone can be dropped from the line.</summary>
    public async ValueTask SeenAsync(string userId, long unixSeconds) =>
        await redis.AskAsync(
            static (to, seen) =>
                Write(
                    to,
                    ["ZADD", "seen", seen.unixSeconds.ToString(CultureInfo.InvariantCulture), seen.userId]
                ),
            (userId, unixSeconds)
        );

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => redis.DisposeAsync();

    private static void Write(IBufferWriter<byte> to, ReadOnlySpan<string> words)
    {
        var space = to.GetSpan(1024);
        Utf8.TryWrite(space, $"*{words.Length}\r\n", out var length);
        foreach (var word in words)
        {
            // Every word is ASCII, so that its length in bytes is its length.
            Utf8.TryWrite(space[length..], $"${word.Length}\r\n", out var more);
            length += more;
            length += Encoding.ASCII.GetBytes(word, space[length..]);
            "\r\n"u8.CopyTo(space[length..]);
            length += 2;
        }
        to.Advance(length);
    }
}
