-- The runtime's own storage and reminders on the tables of 0001_tables: one set of rows, of versions and of views,
-- whichever provider writes them. The primary keys are what two writers of one row meet at.

-- A key comes with one character in front of it, so that the provider takes none for a number.
INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('ReadFromStorageKey', $$
    SELECT convert_to(payload::text, 'UTF8') AS PayloadBinary, version::integer AS Version
    FROM grain_state
    WHERE state_name = @GrainTypeString AND grain_key = substr(@GrainIdExtensionString, 2)
$$),
-- No row comes back where the version is not the stored one, or where there is a row and none was known.
('WriteToStorageKey', $$
    WITH changed AS (
        UPDATE grain_state
        SET version = version + 1,
            payload = convert_from(@PayloadBinary, 'UTF8')::json,
            updated_at = (extract(epoch FROM clock_timestamp()) * 1000)::bigint
        WHERE state_name = @GrainTypeString AND grain_key = substr(@GrainIdExtensionString, 2)
            AND version = @GrainStateVersion
        RETURNING version
    ), made AS (
        INSERT INTO grain_state (state_name, grain_key, version, payload, updated_at)
        SELECT
            @GrainTypeString, substr(@GrainIdExtensionString, 2), 1, convert_from(@PayloadBinary, 'UTF8')::json,
            (extract(epoch FROM clock_timestamp()) * 1000)::bigint
        WHERE @GrainStateVersion IS NULL
        ON CONFLICT DO NOTHING
        RETURNING version
    )
    SELECT version::integer AS NewGrainStateVersion FROM changed
    UNION ALL
    SELECT version::integer FROM made
$$),
-- What was cleared leaves its version, so that an activation from before stays fenced.
('ClearStorageKey', $$
    UPDATE grain_state
    SET version = version + 1, payload = NULL, updated_at = (extract(epoch FROM clock_timestamp()) * 1000)::bigint
    WHERE state_name = @GrainTypeString AND grain_key = substr(@GrainIdExtensionString, 2)
        AND version = @GrainStateVersion
    RETURNING version::integer AS NewGrainStateVersion
$$);

-- Hashes come as signed numbers and are kept as unsigned ones. A range (begin, end] may go round past the largest hash.
-- The runtime wants a number for a version: the hash of the etag is one.
INSERT INTO OrleansQuery (QueryKey, QueryText)
SELECT key, $$
    SELECT
        grain_id AS GrainId, reminder_name AS ReminderName, to_timestamp(start_at / 1000.0) AS StartTime,
        period_ms AS Period, hashtext(etag) AS Version
    FROM reminders
    WHERE $$ || condition
FROM (VALUES
    ('ReadReminderRowsKey', 'grain_id = @GrainId'),
    ('ReadReminderRowKey', 'grain_id = @GrainId AND reminder_name = @ReminderName'),
    ('ReadRangeRows1Key', $$(@BeginHash::bigint & 4294967295) < (@EndHash::bigint & 4294967295)
            AND grain_hash > (@BeginHash::bigint & 4294967295) AND grain_hash <= (@EndHash::bigint & 4294967295)
        OR (@BeginHash::bigint & 4294967295) >= (@EndHash::bigint & 4294967295)
            AND (grain_hash > (@BeginHash::bigint & 4294967295) OR grain_hash <= (@EndHash::bigint & 4294967295))$$)
) AS question (key, condition);

INSERT INTO OrleansQuery (QueryKey, QueryText)
SELECT 'ReadRangeRows2Key', QueryText FROM OrleansQuery WHERE QueryKey = 'ReadRangeRows1Key';

INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES
('UpsertReminderRowKey', $$
    INSERT INTO reminders (grain_id, reminder_name, grain_hash, start_at, period_ms, etag)
    VALUES (
        @GrainId, @ReminderName, @GrainHash::bigint & 4294967295, (extract(epoch FROM @StartTime) * 1000)::bigint,
        @Period, gen_random_uuid()::text
    )
    ON CONFLICT (grain_id, reminder_name) DO UPDATE SET
        grain_hash = excluded.grain_hash, start_at = excluded.start_at, period_ms = excluded.period_ms,
        etag = excluded.etag
    RETURNING hashtext(etag) AS Version
$$),
('DeleteReminderRowKey', $$
    WITH removed AS (
        DELETE FROM reminders
        WHERE grain_id = @GrainId AND reminder_name = @ReminderName AND hashtext(etag) = @Version
        RETURNING 1
    )
    SELECT count(*)::integer FROM removed
$$),
('DeleteReminderRowsKey', $$
    DELETE FROM reminders
$$);
