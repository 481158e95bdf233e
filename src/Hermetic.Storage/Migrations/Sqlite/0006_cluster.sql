-- Which nodes there are: Orleans' membership table. Nothing in it is about a person, and nothing is worth a copy. Times
-- are the database's, which every node shares, in milliseconds since 1970-01-01.

create table cluster (
    one           integer primary key check (one = 1),
    version       integer not null,               -- of the table as a whole: compare-and-swap
    generation    integer not null                -- the last that a silo was given
);
insert into cluster (one, version, generation) values (1, 0, 0);

create table silo (
    address       blob    primary key,            -- IP address, port, generation
    state         integer not null,               -- created, joining, active, shutting down, stopping, dead
    etag          integer not null,               -- compare-and-swap
    at            integer not null,               -- the last sign of life, or when it was declared dead
    entry         blob    not null                -- when it started, who suspects it
);
