-- How far each erasure has come, so that whoever is interrupted goes on where it stopped.

create table erasure (                            -- whose it was nobody knows any more
    row           integer primary key,
    subject       blob    not null unique,        -- random; as in the ledger
    state         integer not null,               -- fenced, rolled, destroyed, certified
    from_epoch    integer,                        -- of the erasable root that goes; from the roll on
    to_epoch      integer,
    commitment    blob,                           -- to that root
    hour          integer not null,               -- of the last step (hours since 1970-01-01)
    entry         integer,                        -- the ledger entry that certifies it
    link          blob    unique,                 -- a hash of what the person's link ends with
    until         integer                         -- from this hour on the link shows nothing
);
create index erasure_open on erasure (state) where state < 3;
insert into erasure (subject, state, hour) select id, 0, 0 from subject where state = 0;
