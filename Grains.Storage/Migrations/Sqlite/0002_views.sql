-- What operators read. All of it is computed from the grains' states; nothing here is stored twice.
-- A page's key is '<user id>/<page number>'.

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
    owner.user_id,
    json_extract(entry.value, '$.entryId') AS entry_id,
    json_extract(entry.value, '$.kind') AS kind,
    json_extract(entry.value, '$.amount') AS amount,
    json_extract(entry.value, '$.balanceAfter') AS balance_after,
    json_extract(entry.value, '$.at') AS at,
    json_extract(entry.value, '$.reservationId') AS reservation_id
FROM (
    SELECT grain_key AS user_id, payload FROM grain_state
    WHERE state_name = 'wallet' AND payload IS NOT NULL
    UNION ALL
    SELECT rtrim(rtrim(grain_key, '0123456789'), '/'), payload FROM grain_state
    WHERE state_name = 'wallet-page' AND payload IS NOT NULL
) AS owner, json_each(owner.payload, '$.entries') AS entry;

CREATE VIEW reservations AS
SELECT
    json_extract(r.value, '$.reservationId') AS reservation_id,
    json_extract(r.value, '$.userId') AS user_id,
    json_extract(r.value, '$.number') AS number,
    json_extract(r.value, '$.concertId') AS concert_id,
    json_extract(r.value, '$.scheduleId') AS schedule_id,
    json_extract(r.value, '$.seatNumber') AS seat_number,
    json_extract(r.value, '$.price') AS price,
    json_extract(r.value, '$.status') AS status,
    json_extract(r.value, '$.reservedAt') AS reserved_at,
    json_extract(r.value, '$.holdExpiresAt') AS hold_expires_at,
    json_extract(r.value, '$.payment.paymentId') AS payment_id,
    json_extract(r.value, '$.payment.amount') AS amount,
    json_extract(r.value, '$.payment.balanceAfter') AS balance_after,
    json_extract(r.value, '$.payment.paidAt') AS paid_at,
    json_extract(r.value, '$.payment.ticketId') AS ticket_id
FROM (
    SELECT json_extract(payload, '$.open') AS list FROM grain_state
    WHERE state_name = 'reservations' AND payload IS NOT NULL
    UNION ALL
    SELECT json_extract(payload, '$.recent') FROM grain_state
    WHERE state_name = 'reservations' AND payload IS NOT NULL
    UNION ALL
    SELECT json_extract(payload, '$.reservations') FROM grain_state
    WHERE state_name = 'reservations-page' AND payload IS NOT NULL
) AS lists, json_each(lists.list) AS r;

CREATE VIEW payments AS
SELECT payment_id, reservation_id, user_id, concert_id, schedule_id, seat_number, amount, balance_after, paid_at, ticket_id
FROM reservations
WHERE payment_id IS NOT NULL;

CREATE VIEW tickets AS
SELECT ticket_id, user_id, concert_id, schedule_id, seat_number, price, reservation_id, payment_id, paid_at AS issued_at
FROM reservations
WHERE ticket_id IS NOT NULL;
