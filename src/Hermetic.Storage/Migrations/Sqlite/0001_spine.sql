-- Everything a person said or is lies in `envelope` columns (HV1). In the clear: random ids, sequence numbers,
-- state enums, key addresses, days. There is no text column; a test holds the schema to that.

create table deployment (
    one           integer primary key check (one = 1),
    id            blob    not null,
    key_epoch     integer not null,          -- selects the erasable root
    next_leaf     integer not null           -- the next leaf page to mint; slots are never reused
);

create table key_page (
    level         integer not null,
    position      integer not null,
    version       integer not null,          -- compare-and-swap
    envelope      blob    not null,
    primary key (level, position)
);

create table bucket (                        -- a blind-index bucket's pepper lives in a tree slot
    bucket        integer primary key,
    slot          integer not null,
    epoch         integer not null
);

create table subject (
    id            blob    primary key,
    slot          integer not null unique,
    state         integer not null
);

create table identifier (
    tag           blob    primary key,       -- under the bucket's pepper
    kind          integer not null,          -- BSUID, phone number
    bucket        integer not null,
    subject       blob    not null references subject (id),
    row           blob    not null,
    envelope      blob    not null
);
create index identifier_bucket  on identifier (bucket);
create index identifier_subject on identifier (subject);

create table conversation (
    id            blob    primary key,
    number        blob    not null,          -- tag of the business's phone_number_id
    subject       blob    not null references subject (id),
    epoch         integer not null,          -- fences activations; the intake never touches it
    arrived       integer not null,          -- last sequence given out; the intake's
    drained       integer not null,          -- last sequence answered; the activation's
    replies       integer not null,          -- last outbox sequence
    state         integer not null,          -- human in charge, automated
    person        blob,                      -- envelope, row version = drained: how to reach them, profile name
    dialogue      blob,                      -- envelope, row version = drained: the running flow
    unique (number, subject)
);
create index conversation_subject  on conversation (subject);
create index conversation_undrained on conversation (id) where arrived > drained;

create table inbox (
    row           integer primary key,
    id            blob    not null,
    conversation  blob    not null references conversation (id),
    sequence      integer not null,
    state         integer not null,          -- waiting, done
    day           integer not null,          -- retention counts from here (days since 1970-01-01)
    envelope      blob    not null,
    unique (conversation, sequence)
);

create table dedupe (
    row           integer primary key,
    tag           blob    not null unique,   -- (phone_number_id, wamid) under the blind-index key: no subject
    day           integer not null
);

create table outbox (
    row           integer primary key,
    id            blob    not null unique,
    conversation  blob    not null references conversation (id),
    sequence      integer not null,
    after         integer not null,          -- the last inbox sequence answered when it was queued
    state         integer not null,          -- queued, sending, sent, delivered, read, failed, parked
    kind          integer not null,          -- reply, probe, staff
    attempt       blob    unique,            -- biz_opaque_callback_data of the open or last try
    code          integer,                   -- the Graph API's error code, when it refused
    day           integer not null,
    envelope      blob    not null,
    unique (conversation, sequence)
);
create index outbox_open on outbox (conversation) where state in (0, 1);

create table sent_tag (                      -- wamid of a send, under the blind-index key; outlives an erasure
    row           integer primary key,
    tag           blob    not null unique,
    message       blob,                      -- the outbox row; null when erased
    rank          integer not null,          -- a status that came before its send was recorded
    day           integer not null
);
create index sent_tag_message on sent_tag (message) where message is not null;

create table parked (
    row           integer primary key,
    id            blob    not null,
    reason        integer not null,
    subject       blob,                      -- null: sealed under the day's key
    day           integer not null,
    envelope      blob    not null
);
create index parked_subject on parked (subject) where subject is not null;

create table day_key (
    day           integer primary key,
    slot          integer not null
);

create table suppression (                   -- STOP outlives an erasure; under a key that is never rotated
    tag           blob    primary key,
    day           integer not null
);

create table appointment (
    row           integer primary key,
    id            blob    not null unique,
    subject       blob    not null references subject (id),
    conversation  blob    not null,
    state         integer not null,          -- booked, cancelled
    version       integer not null,
    envelope      blob    not null
);
create index appointment_subject on appointment (subject);

create table occupancy (                     -- one keyed hash per calendar and 5-minute cell
    cell          blob    primary key,
    appointment   blob    not null
) without rowid;
create index occupancy_appointment on occupancy (appointment);

create table ledger_entry (
    row           integer primary key,
    position      integer unique,            -- null until the sequencer numbers it
    body          blob    not null
);
create index ledger_unnumbered on ledger_entry (row) where position is null;

create table ledger_head (
    one           integer primary key check (one = 1),
    epoch         integer not null,          -- fences sequencers
    size          integer not null,
    root          blob    not null,
    signed_size   integer not null,
    checkpoint    blob                       -- the last signed note; the only one served
);

create table ledger_tile (
    level         integer not null,          -- -1: entry bundles
    position      integer not null,
    width         integer not null,          -- a narrower partial tile is a prefix of this one
    bytes         blob    not null,
    primary key (level, position)
) without rowid;
