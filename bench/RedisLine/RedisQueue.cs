using StackExchange.Redis;

namespace Ticketing.Bench.RedisLine;

/// <summary>
/// The line as a sorted set: the member is the user, the score a number from a counter, the rank what <c>ZRANK</c> says. Joining is a
/// script, so that it is one round trip and nobody comes between; polling is one <c>ZRANK</c>.
/// </summary>
/// <param name="redis">The one connection, which pipelines the commands of all requests.</param>
/// <param name="script">Hash of <see cref="Script"/>.</param>
internal sealed class RedisQueue(IDatabaseAsync redis, byte[] script)
{
    /// <summary>Joins, given a user id: answers how many are ahead, or -1 for an unknown user.</summary>
    public const string Script = """
        if redis.call('SISMEMBER', KEYS[1], ARGV[1]) == 0 then return -1 end
        if redis.call('ZSCORE', KEYS[2], ARGV[1]) then return redis.call('ZRANK', KEYS[2], ARGV[1]) end
        redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[3]), ARGV[1])
        return redis.call('ZCARD', KEYS[2]) - 1
        """;

    private static readonly RedisKey Users = "users"u8.ToArray();
    private static readonly RedisKey Line = "line"u8.ToArray();
    private static readonly RedisKey Seen = "seen"u8.ToArray();
    private static readonly RedisKey[] Joining = [Users, Line, "number"u8.ToArray()];

    /// <summary>Makes a user; false: there is one.</summary>
    public Task<bool> AddUserAsync(string userId) => redis.SetAddAsync(Users, userId);

    /// <summary>Joins; people ahead, or -1 for an unknown user.</summary>
    public async Task<long> JoinAsync(string userId) =>
        (long)await redis.ScriptEvaluateAsync(script, Joining, [userId]);

    /// <summary>People ahead; null for somebody who is not in the line.</summary>
    public Task<long?> RankAsync(string userId) => redis.SortedSetRankAsync(Line, userId);

    /// <summary>Notes when somebody was last heard of, so that who has gone can be dropped from the line.</summary>
    public Task SeenAsync(string userId, long unixSeconds) =>
        redis.SortedSetAddAsync(Seen, userId, unixSeconds);
}
