using System.Diagnostics;
using Npgsql;

namespace Ticketing.Storage;

/// <summary>
/// A connection that one lane keeps. A batch is one round trip and one transaction: the statements of an
/// <see cref="NpgsqlBatch"/> commit together when the last has run.
/// </summary>
internal sealed class PostgresLane(PostgresConnections connections, PostgresExclusiveLock? exclusive)
    : IStateLane
{
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(1);

    private NpgsqlConnection? _connection;
    private long _lastUsed;

    public async Task<WriteAnswer[]> CommitAsync(IReadOnlyList<PendingWrite> batch)
    {
        var answers = new WriteAnswer[batch.Count];
        await CommitRoundsAsync(batch, answers).ConfigureAwait(false);
        await FindStoredVersionsAsync(batch, answers).ConfigureAwait(false);
        return answers;
    }

    public async Task<StoredState?[]> ReadAsync(IReadOnlyList<PendingRead> batch)
    {
        var answers = new StoredState?[batch.Count];
        await RunAsync(
                [PostgresStatements.Select(batch)],
                async reader =>
                {
                    while (await reader.ReadAsync().ConfigureAwait(false))
                    {
                        var payload = reader.IsDBNull(2) ? null : reader.GetFieldValue<byte[]>(2);
                        answers[reader.GetInt64(0) - 1] = new StoredState(reader.GetInt64(1), payload);
                    }
                }
            )
            .ConfigureAwait(false);
        return answers;
    }

    public ValueTask DisposeAsync() => CloseAsync();

    private async Task FindStoredVersionsAsync(IReadOnlyList<PendingWrite> batch, WriteAnswer[] answers)
    {
        int[] refused = [.. Enumerable.Range(0, answers.Length).Where(i => !answers[i].Stored)];
        if (refused.Length == 0)
        {
            return;
        }

        try
        {
            var versions = new long[refused.Length];
            await RunAsync(
                    [PostgresStatements.SelectVersions([.. refused.Select(i => batch[i])])],
                    async reader =>
                    {
                        while (await reader.ReadAsync().ConfigureAwait(false))
                        {
                            versions[reader.GetInt64(0) - 1] = reader.GetInt64(1);
                        }
                    }
                )
                .ConfigureAwait(false);
            for (var i = 0; i < refused.Length; i++)
            {
                answers[refused[i]] = new WriteAnswer(false, versions[i]);
            }
        }
        catch (StorageUnavailableException)
        {
            // The batch is committed: the conflicts are certain, only the versions they met stay unknown.
        }
    }

    private async Task RunAsync(IEnumerable<NpgsqlBatchCommand> commands, Func<NpgsqlDataReader, Task> read)
    {
        try
        {
            var connection = await ConnectAsync().ConfigureAwait(false);
            await using var batch = connection.CreateBatch();
            foreach (var command in commands)
            {
                batch.BatchCommands.Add(command);
            }

            await using (var reader = await batch.ExecuteReaderAsync().ConfigureAwait(false))
            {
                await read(reader).ConfigureAwait(false);
                // Only past the last result has the server said that it committed.
                while (await reader.NextResultAsync().ConfigureAwait(false)) { }
            }

            _lastUsed = Stopwatch.GetTimestamp();
        }
        catch (Exception exception) when (PostgresErrors.IsOutage(exception))
        {
            await CloseAsync().ConfigureAwait(false);
            throw connections.Unavailable(exception);
        }
    }

    private async Task CommitRoundsAsync(IReadOnlyList<PendingWrite> batch, WriteAnswer[] answers)
    {
        var rounds = PostgresRound.Split(batch);
        try
        {
            try
            {
                await CommitRoundsAsync(rounds, answers, careful: false).ConfigureAwait(false);
            }
            catch (PostgresException exception) when (PostgresErrors.IsDuplicate(exception))
            {
                // Nothing is stored, whatever was answered so far. A stale activation is a rare guest: only where there
                // is one each row is asked for.
                Array.Clear(answers);
                await CommitRoundsAsync(rounds, answers, careful: true).ConfigureAwait(false);
            }
        }
        catch (PostgresException exception) when (batch.Count == 1 && PostgresErrors.IsCollision(exception))
        {
            // A larger batch is tried again in halves; one row can only be tried again by its caller.
            throw connections.Unavailable(exception);
        }
    }

    private Task CommitRoundsAsync(
        IReadOnlyList<PostgresRound> rounds,
        WriteAnswer[] answers,
        bool careful
    ) =>
        RunAsync(
            rounds.SelectMany(round => round.Statements(careful)),
            async reader =>
            {
                foreach (var round in rounds)
                {
                    await round.ReadAnswersAsync(reader, answers, careful).ConfigureAwait(false);
                }
            }
        );

    private async ValueTask<NpgsqlConnection> ConnectAsync()
    {
        if (_connection is not null && !await IsAliveAsync(_connection).ConfigureAwait(false))
        {
            await CloseAsync().ConfigureAwait(false);
        }

        if (_connection is null)
        {
            if (exclusive is not null)
            {
                // What cost this lane its connection may have cost the store's lock its connection too.
                await exclusive.EnsureAsync(CancellationToken.None).ConfigureAwait(false);
            }

            _connection = await connections.Lanes.OpenConnectionAsync().ConfigureAwait(false);
        }

        return _connection;
    }

    // A connection that was idle may have ended with a restarted server. Asking costs a round trip, so only then.
    private async ValueTask<bool> IsAliveAsync(NpgsqlConnection connection) =>
        Stopwatch.GetElapsedTime(_lastUsed) < TrustedFor
        || await PostgresConnections.AnswersAsync(connection, CancellationToken.None).ConfigureAwait(false);

    private async ValueTask CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
