-- What the last sweep by each rule did, so that a stopped or lying clock is noticed and staff can ask.

create table retention_sweep (
    rule          integer primary key,
    hour          integer not null,               -- when it ended (hours since 1970-01-01)
    deleted       integer not null,               -- rows, or people whose key it destroyed
    proven        integer not null                -- 1: the rows that were planted for it went, and no others
);
