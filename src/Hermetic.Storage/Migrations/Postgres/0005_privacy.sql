-- Copies of people's data that wait for their download, and when people of the business looked.

create table export (
    row           bigint  primary key generated always as identity,
    id            bytea   not null unique,        -- random; in the link
    subject       bytea   not null references subject (id),
    state         bigint  not null,               -- building, ready, taken
    tries         bigint  not null,               -- codes that were tried
    hour          bigint  not null                -- from here on it is gone (hours since 1970-01-01)
);
create index export_subject on export (subject);

create table export_chunk (
    row           bigint  primary key generated always as identity,
    export        bytea   not null,
    position      bigint  not null,
    envelope      bytea   not null,               -- under the person's key and the code
    unique (export, position)
);

create table staff_access (                       -- with the ledger's entry, in the clear as it is there
    row           bigint  primary key generated always as identity,
    subject       bytea,                          -- null: the list of all conversations
    hour          bigint  not null
);
create index staff_access_subject on staff_access (subject, hour);
