-- People of the business: who they are, what they may do, how they prove who they are, where they are signed in.

create table staff (
    row           bigint  primary key generated always as identity,
    id            bytea   not null unique,
    state         bigint not null,               -- invited, active, suspended
    day           bigint not null,               -- since when
    envelope      bytea   not null                -- what they are called, under the system key
);

create table role_grant (
    row           bigint  primary key generated always as identity,
    staff         bytea   not null references staff (id),
    role          bigint not null,
    hour          bigint not null,               -- when it was given or last said to be needed
    granter       bytea not null,               -- by whom
    unique (staff, role)
);

create table passkey (
    row           bigint  primary key generated always as identity,
    id            bytea   not null unique,
    staff         bytea   not null references staff (id),
    digest        bytea   not null unique,        -- SHA-256 of the authenticator's id of it: no two people have the same
    day           bigint not null,
    envelope      bytea   not null                -- public key, counter, name, under the system key
);

create table staff_session (
    row           bigint  primary key generated always as identity,
    id            bytea   not null unique,        -- by which it is listed and ended
    digest        bytea   not null unique,        -- SHA-256 of what the browser holds
    staff         bytea   not null references staff (id),
    passkey       bytea not null,               -- what began it
    until         bigint not null,               -- from this hour on it is over whatever happens
    envelope      bytea   not null                -- when it began, was last used, may do dangerous things; from where
);
create index staff_session_staff on staff_session (staff);

create table invitation (                         -- one-time links; what they end with tells until when they count
    row           bigint  primary key generated always as identity,
    digest        bytea   not null unique,        -- SHA-256 of what the link ends with
    staff         bytea   not null references staff (id),
    until         bigint not null                -- from this hour on it is of no use
);

create table recovery_code (
    row           bigint  primary key generated always as identity,
    digest        bytea   not null unique,        -- SHA-256 of the code, which has 120 random bits
    staff         bytea   not null references staff (id)
);

create table spent_ceremony (                     -- challenges that were answered: each counts once
    id            bytea primary key,
    until         bigint not null
);
