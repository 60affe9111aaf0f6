-- What operators read. All of it is computed from the grains' states; nothing here is stored twice.
-- A page's key is '<user id>/<page number>'.

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
    owner.user_id,
    entry ->> 'entryId' AS entry_id,
    entry ->> 'kind' AS kind,
    (entry ->> 'amount')::bigint AS amount,
    (entry ->> 'balanceAfter')::bigint AS balance_after,
    (entry ->> 'at')::timestamptz AS at,
    entry ->> 'reservationId' AS reservation_id
FROM (
    SELECT grain_key AS user_id, payload FROM grain_state
    WHERE state_name = 'wallet' AND payload IS NOT NULL
    UNION ALL
    SELECT regexp_replace(grain_key, '/[0-9]+$', ''), payload FROM grain_state
    WHERE state_name = 'wallet-page' AND payload IS NOT NULL
) AS owner
CROSS JOIN LATERAL json_array_elements(owner.payload -> 'entries') AS entry;

CREATE VIEW reservations AS
SELECT
    r ->> 'reservationId' AS reservation_id,
    r ->> 'userId' AS user_id,
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
    SELECT payload -> 'open' AS list FROM grain_state
    WHERE state_name = 'reservations' AND payload IS NOT NULL
    UNION ALL
    SELECT payload -> 'recent' FROM grain_state
    WHERE state_name = 'reservations' AND payload IS NOT NULL
    UNION ALL
    SELECT payload -> 'reservations' FROM grain_state
    WHERE state_name = 'reservations-page' AND payload IS NOT NULL
) AS lists
CROSS JOIN LATERAL json_array_elements(lists.list) AS r;

CREATE VIEW payments AS
SELECT payment_id, reservation_id, user_id, concert_id, schedule_id, seat_number, amount, balance_after, paid_at, ticket_id
FROM reservations
WHERE payment_id IS NOT NULL;

CREATE VIEW tickets AS
SELECT ticket_id, user_id, concert_id, schedule_id, seat_number, price, reservation_id, payment_id, paid_at AS issued_at
FROM reservations
WHERE ticket_id IS NOT NULL;
