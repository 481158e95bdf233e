-- People whose data must be kept for now, and what waits for a second person of the business.

create table legal_hold (                         -- while there is one, no erasure of its person begins
    row           bigint  primary key generated always as identity,
    id            bytea   not null unique,
    subject       bytea   not null unique references subject (id),
    hour          bigint  not null,               -- since when (hours since 1970-01-01)
    staff         bytea   not null,               -- who of the business placed it
    wished        bigint,                         -- since when the person waits to be erased; null: they do not
    envelope      bytea   not null                -- why, under the person's key
);

create table approval (                           -- what one asked for and another has to approve
    row           bigint  primary key generated always as identity,
    id            bytea   not null unique,
    subject       bytea   not null references subject (id),
    act           bigint  not null,               -- erase, release a hold
    reason        bigint  not null,               -- which of Art. 17(1); 0 for a release
    staff         bytea   not null,               -- who asked
    until         bigint  not null,               -- from this hour on nobody can approve it
    unique (subject, act)
);
