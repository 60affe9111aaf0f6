using Npgsql;
using NpgsqlTypes;

namespace Ticketing.Storage;

/// <summary>The lanes' statements. Each takes columns as arrays, so its text is the same for any number of rows.</summary>
internal static class PostgresStatements
{
    private const string InsertSql = """
        INSERT INTO grain_state (state_name, grain_key, version, payload, updated_at)
        SELECT state_name, grain_key, 1, payload, updated_at
        FROM unnest($1, $2, $3, $4) AS w (state_name, grain_key, payload, updated_at)
        """;

    // Looks into the index before each row and writes one more record of the log for it: half as dear again.
    private const string InsertMissingSql =
        InsertSql
        + """

            ON CONFLICT DO NOTHING
            RETURNING state_name, grain_key
            """;

    private const string UpdateSql = """
        UPDATE grain_state AS g
        SET version = w.version, payload = w.payload, updated_at = w.updated_at
        FROM unnest($1, $2, $3, $4, $5) WITH ORDINALITY
            AS w (state_name, grain_key, payload, updated_at, version, place)
        WHERE g.state_name = w.state_name AND g.grain_key = w.grain_key AND g.version = w.version - 1
        RETURNING w.place
        """;

    private const string SelectSql = """
        SELECT r.place, g.version, g.payload
        FROM unnest($1, $2) WITH ORDINALITY AS r (state_name, grain_key, place)
        JOIN grain_state AS g ON g.state_name = r.state_name AND g.grain_key = r.grain_key
        """;

    private const string SelectVersionSql = """
        SELECT r.place, g.version
        FROM unnest($1, $2) WITH ORDINALITY AS r (state_name, grain_key, place)
        JOIN grain_state AS g ON g.state_name = r.state_name AND g.grain_key = r.grain_key
        """;

    /// <summary>Stores all rows or, where one of them is there already, fails.</summary>
    public static NpgsqlBatchCommand Insert(IReadOnlyList<PendingWrite> writes) =>
        WriteCommand(InsertSql, writes);

    /// <summary>Answers the state name and the key of each row that it stored.</summary>
    public static NpgsqlBatchCommand InsertMissing(IReadOnlyList<PendingWrite> writes) =>
        WriteCommand(InsertMissingSql, writes);

    /// <summary>Answers the place, from 1, of each write that it stored.</summary>
    public static NpgsqlBatchCommand Update(IReadOnlyList<PendingWrite> writes)
    {
        var command = WriteCommand(UpdateSql, writes);
        command.Parameters.Add(Column(NpgsqlDbType.Bigint, writes, write => write.Version));
        return command;
    }

    /// <summary>Answers the place from 1, the version and the payload of each row there is.</summary>
    public static NpgsqlBatchCommand Select(IReadOnlyList<PendingOperation> rows) =>
        KeyCommand(SelectSql, rows);

    /// <summary>Answers the place from 1 and the version of each row there is.</summary>
    public static NpgsqlBatchCommand SelectVersions(IReadOnlyList<PendingOperation> rows) =>
        KeyCommand(SelectVersionSql, rows);

    private static NpgsqlBatchCommand WriteCommand(string sql, IReadOnlyList<PendingWrite> writes)
    {
        var command = KeyCommand(sql, writes);
        command.Parameters.Add(Column(NpgsqlDbType.Json, writes, write => write.Payload));
        command.Parameters.Add(Column(NpgsqlDbType.Bigint, writes, write => write.WrittenAt));
        return command;
    }

    private static NpgsqlBatchCommand KeyCommand(string sql, IReadOnlyList<PendingOperation> rows) =>
        new(sql)
        {
            Parameters =
            {
                Column(NpgsqlDbType.Text, rows, row => row.StateName),
                Column(NpgsqlDbType.Text, rows, row => row.Key),
            },
        };

    private static NpgsqlParameter<TValue[]> Column<TRow, TValue>(
        NpgsqlDbType type,
        IReadOnlyList<TRow> rows,
        Func<TRow, TValue> value
    )
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        return new NpgsqlParameter<TValue[]>
        {
            TypedValue = values,
            NpgsqlDbType = NpgsqlDbType.Array | type,
        };
    }
}
