using Microsoft.Data.Sqlite;

namespace Ticketing.Storage;

/// <summary>A connection and the statements prepared on it. One thread uses it.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _rollback;
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _update;
    private readonly SqliteCommand _version;
    private readonly SqliteCommand _select;

    public SqliteSession(SqliteConnection connection)
    {
        Connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _rollback = Prepare("ROLLBACK");
        // The payload is bound as bytes and kept as text: a cast between the two copies nothing and converts nothing.
        _insert = Prepare(
            "INSERT INTO grain_state (state_name, grain_key, version, payload, updated_at) "
                + "VALUES ($state, $key, $version, CAST($payload AS TEXT), $at) ON CONFLICT DO NOTHING",
            "$state",
            "$key",
            "$version",
            "$payload",
            "$at"
        );
        _update = Prepare(
            "UPDATE grain_state SET version = $version, payload = CAST($payload AS TEXT), updated_at = $at "
                + "WHERE state_name = $state AND grain_key = $key AND version = $version - 1",
            "$state",
            "$key",
            "$version",
            "$payload",
            "$at"
        );
        _version = Prepare(
            "SELECT version FROM grain_state WHERE state_name = $state AND grain_key = $key",
            "$state",
            "$key"
        );
        _select = Prepare(
            "SELECT version, CAST(payload AS BLOB) FROM grain_state WHERE state_name = $state AND grain_key = $key",
            "$state",
            "$key"
        );
    }

    public SqliteConnection Connection { get; }

    public WriteAnswer[] Commit(IReadOnlyList<PendingWrite> batch)
    {
        var answers = new WriteAnswer[batch.Count];
        _begin.ExecuteNonQuery();
        try
        {
            for (var i = 0; i < answers.Length; i++)
            {
                answers[i] = Write(batch[i]);
            }

            _commit.ExecuteNonQuery();
            return answers;
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    public StoredState?[] Read(IReadOnlyList<PendingRead> batch)
    {
        var answers = new StoredState?[batch.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            _select.Parameters[0].Value = batch[i].StateName;
            _select.Parameters[1].Value = batch[i].Key;
            using var reader = _select.ExecuteReader();
            if (reader.Read())
            {
                var payload = reader.IsDBNull(1) ? null : reader.GetFieldValue<byte[]>(1);
                answers[i] = new StoredState(reader.GetInt64(0), payload);
            }
        }

        return answers;
    }

    public void Dispose()
    {
        foreach (var command in new[] { _begin, _commit, _rollback, _insert, _update, _version, _select })
        {
            command.Dispose();
        }

        Connection.Dispose();
    }

    private WriteAnswer Write(PendingWrite write)
    {
        var command = write.Version == 1 ? _insert : _update;
        command.Parameters[0].Value = write.StateName;
        command.Parameters[1].Value = write.Key;
        command.Parameters[2].Value = write.Version;
        command.Parameters[3].Value = (object?)write.Payload ?? DBNull.Value;
        command.Parameters[4].Value = write.WrittenAt;
        if (command.ExecuteNonQuery() == 1)
        {
            return new WriteAnswer(true, write.Version);
        }

        _version.Parameters[0].Value = write.StateName;
        _version.Parameters[1].Value = write.Key;
        return new WriteAnswer(false, _version.ExecuteScalar() as long? ?? 0);
    }

    private void RollBack()
    {
        try
        {
            _rollback.ExecuteNonQuery();
        }
        catch (SqliteException)
        {
            // Some errors have rolled back already; the error that led here is the one to report.
        }
    }

    private SqliteCommand Prepare(string sql, params string[] parameters)
    {
        var command = Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            command.Parameters.AddWithValue(name, DBNull.Value);
        }

        command.Prepare();
        return command;
    }
}
