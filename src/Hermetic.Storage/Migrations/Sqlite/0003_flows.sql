-- The RSA keys to which phones encrypt forms (WhatsApp Flows), PKCS#8, sealed under the system key.

create table flow_key (
    row           integer primary key,
    id            blob    not null unique,
    state         integer not null,          -- previous, active
    day           integer not null,          -- since when it is in its state
    envelope      blob    not null
);
create unique index flow_key_active on flow_key (state) where state = 1;
