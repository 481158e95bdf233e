-- Copies of people's data that wait for their download, and when people of the business looked.

create table export (
    row           integer primary key,
    id            blob    not null unique,        -- random; in the link
    subject       blob    not null references subject (id),
    state         integer not null,               -- building, ready, taken
    tries         integer not null,               -- codes that were tried
    hour          integer not null                -- from here on it is gone (hours since 1970-01-01)
);
create index export_subject on export (subject);

create table export_chunk (
    row           integer primary key,
    export        blob    not null,
    position      integer not null,
    envelope      blob    not null,               -- under the person's key and the code
    unique (export, position)
);

create table staff_access (                       -- with the ledger's entry, in the clear as it is there
    row           integer primary key,
    subject       blob,                           -- null: the list of all conversations
    hour          integer not null
);
create index staff_access_subject on staff_access (subject, hour);
