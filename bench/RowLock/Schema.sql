-- Tables that are updated leave room on their pages, so that an update stays on its page and touches no index.
create table if not exists users (
    user_id text primary key,
    name text not null,
    balance bigint not null default 0
) with (fillfactor = 70);

create table if not exists queues (
    queue_id text primary key,
    capacity int not null,
    admission_batch int not null,
    active_seconds int not null,
    active int not null default 0,
    waiting bigint not null default 0,
    last_number bigint not null default 0,
    last_admitted boolean not null default false
) with (fillfactor = 10);

create table if not exists tokens (
    token uuid primary key,
    queue_id text not null,
    user_id text not null,
    number bigint not null,
    status smallint not null, -- 0 waiting, 1 active, 2 completed, 3 expired
    issued_at timestamptz not null,
    active_until timestamptz
) with (fillfactor = 70);
create unique index if not exists tokens_live on tokens (queue_id, user_id) where status < 2;
create index if not exists tokens_waiting on tokens (queue_id, number) where status = 0;

create table if not exists concerts (
    concert_id text primary key,
    title text not null,
    venue text not null,
    queue_id text not null
);
create table if not exists schedules (
    schedule int generated always as identity primary key,
    concert_id text not null references concerts,
    schedule_id text not null,
    starts_at timestamptz not null,
    price bigint not null,
    seats int not null,
    unique (concert_id, schedule_id)
);
create table if not exists seats (
    schedule int not null,
    seat_number int not null,
    status smallint not null default 0, -- 0 available, 1 held, 2 sold
    reservation_id uuid,
    held_until timestamptz,
    primary key (schedule, seat_number)
) with (fillfactor = 50);

create table if not exists reservations (
    reservation_id uuid primary key,
    user_id text not null,
    schedule int not null,
    seat_number int not null,
    price bigint not null,
    status smallint not null, -- 0 held, 1 paid, 2 expired, 3 cancelled
    held_until timestamptz not null
) with (fillfactor = 70);
create index if not exists reservations_user on reservations (user_id);

create table if not exists payments (
    payment_id uuid primary key,
    reservation_id uuid not null unique,
    ticket_id uuid not null unique, -- the ticket is the paid reservation under an id of its own
    user_id text not null,
    amount bigint not null,
    balance_after bigint not null,
    paid_at timestamptz not null
);
create table if not exists ledger (
    user_id text not null,
    entry_id bigint generated always as identity (cache 32),
    kind smallint not null, -- 1 charge, 2 payment
    amount bigint not null,
    balance_after bigint not null,
    at timestamptz not null,
    reservation_id uuid,
    primary key (user_id, entry_id)
);
insert into queues (queue_id, capacity, admission_batch, active_seconds)
values ('default', 1000, 100, 600) on conflict do nothing;
