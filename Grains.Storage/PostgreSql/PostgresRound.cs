using Npgsql;

namespace Ticketing.Storage;

/// <summary>
/// Writes of one transaction that touch each row once: one statement for new rows, one for rows there are. A second
/// write to the same row goes into the next round, so that it is checked after the first.
/// </summary>
internal sealed class PostgresRound
{
    private readonly List<PendingWrite> _inserts = [];
    private readonly List<int> _insertPlaces = [];
    private readonly List<PendingWrite> _updates = [];
    private readonly List<int> _updatePlaces = [];

    public static IReadOnlyList<PostgresRound> Split(IReadOnlyList<PendingWrite> batch)
    {
        var rounds = new List<PostgresRound> { new() };
        var roundOfRow = new Dictionary<(string, string), int>(batch.Count);
        for (var i = 0; i < batch.Count; i++)
        {
            var row = (batch[i].StateName, batch[i].Key);
            var round = roundOfRow.TryGetValue(row, out var last) ? last + 1 : 0;
            roundOfRow[row] = round;
            if (round == rounds.Count)
            {
                rounds.Add(new PostgresRound());
            }

            rounds[round].Add(batch[i], i);
        }

        return rounds;
    }

    /// <summary>The statements.</summary>
    /// <param name="careful">
    /// True: new rows that are there already are left out. False: one such row fails the whole transaction.
    /// </param>
    public IEnumerable<NpgsqlBatchCommand> Statements(bool careful)
    {
        if (_inserts.Count > 0)
        {
            yield return careful
                ? PostgresStatements.InsertMissing(_inserts)
                : PostgresStatements.Insert(_inserts);
        }

        if (_updates.Count > 0)
        {
            yield return PostgresStatements.Update(_updates);
        }
    }

    /// <summary>Reads the results of <see cref="Statements"/>, and moves on to the result after them.</summary>
    public async Task ReadAnswersAsync(NpgsqlDataReader reader, WriteAnswer[] answers, bool careful)
    {
        if (_inserts.Count > 0 && careful)
        {
            await ReadInsertedAsync(reader, answers).ConfigureAwait(false);
        }
        else
        {
            // A statement without rows is no result to the reader; had it not stored them all, it had failed.
            foreach (var place in _insertPlaces)
            {
                answers[place] = new WriteAnswer(true, 1);
            }
        }

        if (_updates.Count > 0)
        {
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                var i = (int)reader.GetInt64(0) - 1;
                answers[_updatePlaces[i]] = new WriteAnswer(true, _updates[i].Version);
            }

            await reader.NextResultAsync().ConfigureAwait(false);
        }
    }

    private async Task ReadInsertedAsync(NpgsqlDataReader reader, WriteAnswer[] answers)
    {
        var stored = new HashSet<(string, string)>(_inserts.Count);
        while (await reader.ReadAsync().ConfigureAwait(false))
        {
            stored.Add((reader.GetString(0), reader.GetString(1)));
        }

        for (var i = 0; i < _inserts.Count; i++)
        {
            answers[_insertPlaces[i]] = new WriteAnswer(
                stored.Contains((_inserts[i].StateName, _inserts[i].Key)),
                _inserts[i].Version
            );
        }

        await reader.NextResultAsync().ConfigureAwait(false);
    }

    private void Add(PendingWrite write, int place)
    {
        (write.Version == 1 ? _inserts : _updates).Add(write);
        (write.Version == 1 ? _insertPlaces : _updatePlaces).Add(place);
    }
}
