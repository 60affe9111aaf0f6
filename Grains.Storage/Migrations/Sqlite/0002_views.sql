-- What operators read. All of it is computed from the grains' states; nothing here is stored twice.
-- A page's key is '<user id>/<page number>'. A page is written before its owner lets go of what is on it, so for a moment
-- both may hold the same: the owner's copy is the true one.

CREATE VIEW wallets AS
SELECT
    grain_key AS user_id,
    json_extract(payload, '$.balance') AS balance,
    version,
    datetime(updated_at / 1000, 'unixepoch') AS updated_at
FROM grain_state
WHERE state_name = 'wallet' AND payload IS NOT NULL;

CREATE VIEW ledger AS
SELECT
    user_id,
    json_extract(entry, '$.entryId') AS entry_id,
    json_extract(entry, '$.kind') AS kind,
    json_extract(entry, '$.amount') AS amount,
    json_extract(entry, '$.balanceAfter') AS balance_after,
    json_extract(entry, '$.at') AS at,
    json_extract(entry, '$.reservationId') AS reservation_id
FROM (
    SELECT
        owners.user_id,
        e.value AS entry,
        row_number() OVER (
            PARTITION BY owners.user_id, json_extract(e.value, '$.entryId') ORDER BY owners.place
        ) AS copy
    FROM (
        SELECT 1 AS place, grain_key AS user_id, payload FROM grain_state
        WHERE state_name = 'wallet' AND payload IS NOT NULL
        UNION ALL
        SELECT 2, rtrim(rtrim(grain_key, '0123456789'), '/'), payload FROM grain_state
        WHERE state_name = 'wallet-page' AND payload IS NOT NULL
    ) AS owners, json_each(owners.payload, '$.entries') AS e
) AS copies
WHERE copy = 1;

CREATE VIEW reservations AS
SELECT
    json_extract(r, '$.reservationId') AS reservation_id,
    user_id,
    json_extract(r, '$.number') AS number,
    json_extract(r, '$.concertId') AS concert_id,
    json_extract(r, '$.scheduleId') AS schedule_id,
    json_extract(r, '$.seatNumber') AS seat_number,
    json_extract(r, '$.price') AS price,
    json_extract(r, '$.status') AS status,
    json_extract(r, '$.reservedAt') AS reserved_at,
    json_extract(r, '$.holdExpiresAt') AS hold_expires_at,
    json_extract(r, '$.payment.paymentId') AS payment_id,
    json_extract(r, '$.payment.amount') AS amount,
    json_extract(r, '$.payment.balanceAfter') AS balance_after,
    json_extract(r, '$.payment.paidAt') AS paid_at,
    json_extract(r, '$.payment.ticketId') AS ticket_id
FROM (
    SELECT
        owners.user_id,
        e.value AS r,
        row_number() OVER (
            PARTITION BY owners.user_id, json_extract(e.value, '$.reservationId') ORDER BY owners.place
        ) AS copy
    FROM (
        SELECT 1 AS place, grain_key AS user_id, json_extract(payload, '$.open') AS list FROM grain_state
        WHERE state_name = 'reservations' AND payload IS NOT NULL
        UNION ALL
        SELECT 2, grain_key, json_extract(payload, '$.recent') FROM grain_state
        WHERE state_name = 'reservations' AND payload IS NOT NULL
        UNION ALL
        SELECT 3, rtrim(rtrim(grain_key, '0123456789'), '/'), json_extract(payload, '$.reservations') FROM grain_state
        WHERE state_name = 'reservations-page' AND payload IS NOT NULL
    ) AS owners, json_each(owners.list) AS e
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
