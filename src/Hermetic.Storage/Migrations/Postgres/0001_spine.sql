-- Everything a person said or is lies in `envelope` columns (HV1). In the clear: random ids, sequence numbers,
-- state enums, key addresses, days. There is no text column; a test holds the schema to that.

-- The two functions that SQLite has and a statement of ours uses.
create function zeroblob(length integer) returns bytea language sql immutable strict
    return decode(repeat('00', length), 'hex');
create function instr(whole bytea, part bytea) returns integer language sql immutable strict
    return position(part in whole);

create table deployment (
    one           bigint  primary key check (one = 1),
    id            bytea   not null,
    key_epoch     bigint  not null,          -- selects the erasable root
    next_leaf     bigint  not null           -- the next leaf page to mint; slots are never reused
);

create table key_page (
    level         bigint  not null,
    position      bigint  not null,
    version       bigint  not null,          -- compare-and-swap
    envelope      bytea   not null,
    primary key (level, position)
);

create table bucket (                        -- a blind-index bucket's pepper lives in a tree slot
    bucket        bigint  primary key,
    slot          bigint  not null,
    epoch         bigint  not null
);

create table subject (
    id            bytea   primary key,
    slot          bigint  not null unique,
    state         bigint  not null
);

create table identifier (
    tag           bytea   primary key,       -- under the bucket's pepper
    kind          bigint  not null,          -- BSUID, phone number
    bucket        bigint  not null,
    subject       bytea   not null references subject (id),
    row           bytea   not null,
    envelope      bytea   not null
);
create index identifier_bucket  on identifier (bucket);
create index identifier_subject on identifier (subject);

create table conversation (
    id            bytea   primary key,
    number        bytea   not null,          -- tag of the business's phone_number_id
    subject       bytea   not null references subject (id),
    epoch         bigint  not null,          -- fences activations; the intake never touches it
    arrived       bigint  not null,          -- last sequence given out; the intake's
    drained       bigint  not null,          -- last sequence answered; the activation's
    replies       bigint  not null,          -- last outbox sequence
    state         bigint  not null,          -- human in charge, automated
    person        bytea,                     -- envelope, row version = drained: how to reach them, profile name
    dialogue      bytea,                     -- envelope, row version = drained: the running flow
    unique (number, subject)
);
create index conversation_subject  on conversation (subject);
create index conversation_undrained on conversation (id) where arrived > drained;

create table inbox (
    row           bigint  primary key generated always as identity,
    id            bytea   not null,
    conversation  bytea   not null references conversation (id),
    sequence      bigint  not null,
    state         bigint  not null,          -- waiting, done
    day           bigint  not null,          -- retention counts from here (days since 1970-01-01)
    envelope      bytea   not null,
    unique (conversation, sequence)
);

create table dedupe (
    row           bigint  primary key generated always as identity,
    tag           bytea   not null unique,   -- (phone_number_id, wamid) under the blind-index key: no subject
    day           bigint  not null
);

create table outbox (
    row           bigint  primary key generated always as identity,
    id            bytea   not null unique,
    conversation  bytea   not null references conversation (id),
    sequence      bigint  not null,
    after         bigint  not null,          -- the last inbox sequence answered when it was queued
    state         bigint  not null,          -- queued, sending, sent, delivered, read, failed, parked
    kind          bigint  not null,          -- reply, probe, staff
    attempt       bytea   unique,            -- biz_opaque_callback_data of the open or last try
    code          bigint,                    -- the Graph API's error code, when it refused
    day           bigint  not null,
    envelope      bytea   not null,
    unique (conversation, sequence)
);
create index outbox_open on outbox (conversation) where state in (0, 1);

create table sent_tag (                      -- wamid of a send, under the blind-index key; outlives an erasure
    row           bigint  primary key generated always as identity,
    tag           bytea   not null unique,
    message       bytea,                     -- the outbox row; null when erased
    rank          bigint  not null,          -- a status that came before its send was recorded
    day           bigint  not null
);
create index sent_tag_message on sent_tag (message) where message is not null;

create table parked (
    row           bigint  primary key generated always as identity,
    id            bytea   not null,
    reason        bigint  not null,
    subject       bytea,                     -- null: sealed under the day's key
    day           bigint  not null,
    envelope      bytea   not null
);
create index parked_subject on parked (subject) where subject is not null;

create table day_key (
    day           bigint  primary key,
    slot          bigint  not null
);

create table suppression (                   -- STOP outlives an erasure; under a key that is never rotated
    tag           bytea   primary key,
    day           bigint  not null
);

create table appointment (
    row           bigint  primary key generated always as identity,
    id            bytea   not null unique,
    subject       bytea   not null references subject (id),
    conversation  bytea   not null,
    state         bigint  not null,          -- booked, cancelled
    version       bigint  not null,
    envelope      bytea   not null
);
create index appointment_subject on appointment (subject);

create table occupancy (                     -- one keyed hash per calendar and 5-minute cell
    cell          bytea   primary key,
    appointment   bytea   not null
);
create index occupancy_appointment on occupancy (appointment);

create table ledger_entry (
    row           bigint  primary key generated always as identity,
    position      bigint  unique,            -- null until the sequencer numbers it
    body          bytea   not null
);
create index ledger_unnumbered on ledger_entry (row) where position is null;

create table ledger_head (
    one           bigint  primary key check (one = 1),
    epoch         bigint  not null,          -- fences sequencers
    size          bigint  not null,
    root          bytea   not null,
    signed_size   bigint  not null,
    checkpoint    bytea                      -- the last signed note; the only one served
);

create table ledger_tile (
    level         bigint  not null,          -- -1: entry bundles
    position      bigint  not null,
    width         bigint  not null,          -- a narrower partial tile is a prefix of this one
    bytes         bytea   not null,
    primary key (level, position)
);
