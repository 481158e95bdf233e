-- The RSA keys to which phones encrypt forms (WhatsApp Flows), PKCS#8, sealed under the system key.

create table flow_key (
    row           bigint  primary key generated always as identity,
    id            bytea   not null unique,
    state         bigint  not null,          -- previous, active
    day           bigint  not null,          -- since when it is in its state
    envelope      bytea   not null
);
create unique index flow_key_active on flow_key (state) where state = 1;
