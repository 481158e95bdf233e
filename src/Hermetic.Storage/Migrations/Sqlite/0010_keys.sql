-- The record of the key ring: which versions of its keys there are, and in which state. Each step has an entry of the ledger.

create table key_ring (
    one           integer primary key check (one = 1),
    epoch         integer not null                -- counts the changes of the ring; nodes look at it
);

create table key_version (
    name          integer not null,               -- system, blind index, suppression, confirmation, ledger seed
    version       integer not null,
    state         integer not null,               -- pre-active, active, decrypt-only, destroyed
    changed       integer not null,               -- when it came to it (seconds since 1970-01-01)
    moved         integer not null,               -- rows that were sealed anew under a later version
    moved_at      integer not null,               -- when the last of them was
    primary key (name, version)
);
create unique index key_version_active on key_version (name) where state = 1;

create table data_protection_key (                -- of ASP.NET Core, under the system key
    row           integer primary key,
    id            blob    not null unique,
    day           integer not null,
    envelope      blob    not null
);

create table ledger_handover (                    -- checkpoints that two keys of the ledger signed, for whoever trusts the first
    version       integer primary key,            -- of the key that took over
    checkpoint    blob    not null
);
