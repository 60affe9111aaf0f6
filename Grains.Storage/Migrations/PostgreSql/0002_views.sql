-- What operators read. All of it is computed from the grains' states; nothing here is stored twice.
-- A page's key is '<user id>/<page number>'. A page is written before its owner lets go of what is on it, so for a moment
-- both may hold the same: the owner's copy is the true one.

CREATE VIEW wallets AS
SELECT
    grain_key AS user_id,
    (payload ->> 'balance')::bigint AS balance,
    version,
    to_timestamp(updated_at / 1000.0) AS updated_at
FROM grain_state
WHERE state_name = 'wallet' AND payload IS NOT NULL;

CREATE VIEW ledger AS
SELECT
    user_id,
    (entry ->> 'entryId')::bigint AS entry_id,
    entry ->> 'kind' AS kind,
    (entry ->> 'amount')::bigint AS amount,
    (entry ->> 'balanceAfter')::bigint AS balance_after,
    (entry ->> 'at')::timestamptz AS at,
    entry ->> 'reservationId' AS reservation_id
FROM (
    SELECT user_id, entry, row_number() OVER (PARTITION BY user_id, entry ->> 'entryId' ORDER BY place) AS copy
    FROM (
        SELECT 1 AS place, grain_key AS user_id, payload FROM grain_state
        WHERE state_name = 'wallet' AND payload IS NOT NULL
        UNION ALL
        SELECT 2, regexp_replace(grain_key, '/[0-9]+$', ''), payload FROM grain_state
        WHERE state_name = 'wallet-page' AND payload IS NOT NULL
    ) AS owners
    CROSS JOIN LATERAL json_array_elements(owners.payload -> 'entries') AS entry
) AS copies
WHERE copy = 1;

CREATE VIEW reservations AS
SELECT
    r ->> 'reservationId' AS reservation_id,
    user_id,
    (r ->> 'number')::bigint AS number,
    r ->> 'concertId' AS concert_id,
    r ->> 'scheduleId' AS schedule_id,
    (r ->> 'seatNumber')::int AS seat_number,
    (r ->> 'price')::bigint AS price,
    r ->> 'status' AS status,
    (r ->> 'reservedAt')::timestamptz AS reserved_at,
    (r ->> 'holdExpiresAt')::timestamptz AS hold_expires_at,
    r -> 'payment' ->> 'paymentId' AS payment_id,
    (r -> 'payment' ->> 'amount')::bigint AS amount,
    (r -> 'payment' ->> 'balanceAfter')::bigint AS balance_after,
    (r -> 'payment' ->> 'paidAt')::timestamptz AS paid_at,
    r -> 'payment' ->> 'ticketId' AS ticket_id
FROM (
    SELECT user_id, r, row_number() OVER (PARTITION BY user_id, r ->> 'reservationId' ORDER BY place) AS copy
    FROM (
        SELECT 1 AS place, grain_key AS user_id, payload -> 'open' AS list FROM grain_state
        WHERE state_name = 'reservations' AND payload IS NOT NULL
        UNION ALL
        SELECT 2, grain_key, payload -> 'recent' FROM grain_state
        WHERE state_name = 'reservations' AND payload IS NOT NULL
        UNION ALL
        SELECT 3, regexp_replace(grain_key, '/[0-9]+$', ''), payload -> 'reservations' FROM grain_state
        WHERE state_name = 'reservations-page' AND payload IS NOT NULL
    ) AS owners
    CROSS JOIN LATERAL json_array_elements(owners.list) AS r
) AS copies
WHERE copy = 1;

CREATE VIEW payments AS
SELECT
    payment_id, reservation_id, user_id, concert_id, schedule_id, seat_number, amount, balance_after, paid_at, ticket_id
FROM reservations
WHERE payment_id IS NOT NULL;

CREATE VIEW tickets AS
SELECT
    ticket_id, user_id, concert_id, schedule_id, seat_number, price, reservation_id, payment_id, paid_at AS issued_at
FROM reservations
WHERE ticket_id IS NOT NULL;
