-- One row per state of a grain. payload: JSON, NULL for a tombstone. updated_at: Unix milliseconds.
CREATE TABLE grain_state (
    state_name text NOT NULL,
    grain_key text NOT NULL,
    version integer NOT NULL,
    payload text,
    updated_at integer NOT NULL,
    PRIMARY KEY (state_name, grain_key)
);

-- One row per reminder. start_at: Unix milliseconds, period_ms: milliseconds.
CREATE TABLE reminders (
    grain_id text NOT NULL,
    reminder_name text NOT NULL,
    grain_hash integer NOT NULL,
    start_at integer NOT NULL,
    period_ms integer NOT NULL,
    etag text NOT NULL,
    PRIMARY KEY (grain_id, reminder_name)
);

CREATE INDEX reminders_by_hash ON reminders (grain_hash);
