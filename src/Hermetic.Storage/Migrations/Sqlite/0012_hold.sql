-- People whose data must be kept for now, and what waits for a second person of the business.

create table legal_hold (                         -- while there is one, no erasure of its person begins
    row           integer primary key,
    id            blob    not null unique,
    subject       blob    not null unique references subject (id),
    hour          integer not null,               -- since when (hours since 1970-01-01)
    staff         blob    not null,               -- who of the business placed it
    wished        integer,                        -- since when the person waits to be erased; null: they do not
    envelope      blob    not null                -- why, under the person's key
);

create table approval (                           -- what one asked for and another has to approve
    row           integer primary key,
    id            blob    not null unique,
    subject       blob    not null references subject (id),
    act           integer not null,               -- erase, release a hold
    reason        integer not null,               -- which of Art. 17(1); 0 for a release
    staff         blob    not null,               -- who asked
    until         integer not null,               -- from this hour on nobody can approve it
    unique (subject, act)
);
