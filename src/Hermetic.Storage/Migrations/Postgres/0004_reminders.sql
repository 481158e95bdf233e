-- Who is to be reminded of which appointment. The hour is in the clear, so that it can be found without a key; the
-- minute is sealed.

create table reminder (
    row           bigint  primary key generated always as identity,
    id            bytea   not null unique,        -- of the message that it becomes: one reminder, one message
    appointment   bytea   not null unique,
    subject       bytea   not null references subject (id),
    conversation  bytea   not null,
    state         bigint  not null,               -- waiting, queued, dropped, declined
    due_hour      bigint  not null,               -- hours since 1970-01-01
    envelope      bytea   not null
);
create index reminder_due on reminder (due_hour) where state = 0;
create index reminder_subject on reminder (subject);
