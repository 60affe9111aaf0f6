-- One row per state of a grain. payload: JSON, NULL for a tombstone. updated_at: Unix milliseconds.
-- The space left in each page lets an update stay in its page and touch no index. Keys are compared as bytes.
CREATE TABLE grain_state (
    state_name text COLLATE "C" NOT NULL,
    grain_key text COLLATE "C" NOT NULL,
    version bigint NOT NULL,
    payload json,
    updated_at bigint NOT NULL,
    PRIMARY KEY (state_name, grain_key)
) WITH (fillfactor = 70);

-- One row per reminder. start_at: Unix milliseconds, period_ms: milliseconds.
CREATE TABLE reminders (
    grain_id text COLLATE "C" NOT NULL,
    reminder_name text COLLATE "C" NOT NULL,
    grain_hash bigint NOT NULL,
    start_at bigint NOT NULL,
    period_ms bigint NOT NULL,
    etag text NOT NULL,
    PRIMARY KEY (grain_id, reminder_name)
);

CREATE INDEX reminders_by_hash ON reminders (grain_hash);
