-- Edits and revokes find their message, statuses bring their cost, the account's events are kept, media lie in chunks.

alter table inbox add column tag bytea;            -- as in dedupe; goes with the row, the dedupe tag stays
create unique index inbox_tag on inbox (tag) where tag is not null;

alter table outbox add column billable bigint;   -- 0 or 1, null until a status told
alter table outbox add column category bigint;

alter table sent_tag add column code bigint;     -- of a failure that came before its send was recorded

create table account_event (                      -- what WhatsApp tells about the business's own account
    row           bigint  primary key generated always as identity,
    id            bytea   not null unique,
    severity      bigint  not null,               -- note, warning, alert
    state         bigint  not null,               -- open, acknowledged
    day           bigint  not null,
    envelope      bytea   not null                -- under the ring's system key
);

create table media_chunk (                        -- only where media are switched on
    row           bigint  primary key generated always as identity,
    message       bytea   not null,               -- the inbox row
    position      bigint  not null,
    envelope      bytea   not null,
    unique (message, position)
);
