-- People of the business: who they are, what they may do, how they prove who they are, where they are signed in.

create table staff (
    row           integer primary key,
    id             blob    not null unique,
    state         integer not null,               -- invited, active, suspended
    day           integer not null,               -- since when
    envelope       blob    not null                -- what they are called, under the system key
);

create table role_grant (
    row           integer primary key,
    staff          blob    not null references staff (id),
    role          integer not null,
    hour          integer not null,               -- when it was given or last said to be needed
    granter       blob not null,               -- by whom
    unique (staff, role)
);

create table passkey (
    row           integer primary key,
    id             blob    not null unique,
    staff          blob    not null references staff (id),
    digest         blob    not null unique,        -- SHA-256 of the authenticator's id of it: no two people have the same
    day           integer not null,
    envelope       blob    not null                -- public key, counter, name, under the system key
);

create table staff_session (
    row           integer primary key,
    id             blob    not null unique,        -- by which it is listed and ended
    digest         blob    not null unique,        -- SHA-256 of what the browser holds
    staff          blob    not null references staff (id),
    passkey       blob not null,               -- what began it
    until         integer not null,               -- from this hour on it is over whatever happens
    envelope       blob    not null                -- when it began, was last used, may do dangerous things; from where
);
create index staff_session_staff on staff_session (staff);

create table invitation (                         -- one-time links; what they end with tells until when they count
    row           integer primary key,
    digest         blob    not null unique,        -- SHA-256 of what the link ends with
    staff          blob    not null references staff (id),
    until         integer not null                -- from this hour on it is of no use
);

create table recovery_code (
    row           integer primary key,
    digest         blob    not null unique,        -- SHA-256 of the code, which has 120 random bits
    staff          blob    not null references staff (id)
);

create table spent_ceremony (                     -- challenges that were answered: each counts once
    id            blob primary key,
    until         integer not null
);
