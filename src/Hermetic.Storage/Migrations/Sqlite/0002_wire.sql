-- Edits and revokes find their message, statuses bring their cost, the account's events are kept, media lie in chunks.

alter table inbox add column tag blob;            -- as in dedupe; goes with the row, the dedupe tag stays
create unique index inbox_tag on inbox (tag) where tag is not null;

alter table outbox add column billable integer;   -- 0 or 1, null until a status told
alter table outbox add column category integer;

alter table sent_tag add column code integer;     -- of a failure that came before its send was recorded

create table account_event (                      -- what WhatsApp tells about the business's own account
    row           integer primary key,
    id            blob    not null unique,
    severity      integer not null,               -- note, warning, alert
    state         integer not null,               -- open, acknowledged
    day           integer not null,
    envelope      blob    not null                -- under the ring's system key
);

create table media_chunk (                        -- only where media are switched on
    row           integer primary key,
    message       blob    not null,               -- the inbox row
    position      integer not null,
    envelope      blob    not null,
    unique (message, position)
);
