-- Which nodes there are: Orleans' membership table. Nothing in it is about a person, and nothing is worth a copy. Times
-- are the database's, which every node shares, in milliseconds since 1970-01-01.

-- The time as SQLite tells it.
create function unixepoch(moment text, modifier text) returns double precision language sql volatile strict
    return extract(epoch from clock_timestamp())::double precision;

create table cluster (
    one           bigint  primary key check (one = 1),
    version       bigint  not null,               -- of the table as a whole: compare-and-swap
    generation    bigint  not null                -- the last that a silo was given
);
insert into cluster (one, version, generation) values (1, 0, 0);

create table silo (
    address       bytea   primary key,            -- IP address, port, generation
    state         bigint  not null,               -- created, joining, active, shutting down, stopping, dead
    etag          bigint  not null,               -- compare-and-swap
    at            bigint  not null,               -- the last sign of life, or when it was declared dead
    entry         bytea   not null                -- when it started, who suspects it
);
