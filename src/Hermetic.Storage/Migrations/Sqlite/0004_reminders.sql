-- Who is to be reminded of which appointment. The hour is in the clear, so that it can be found without a key; the
-- minute is sealed.

create table reminder (
    row           integer primary key,
    id            blob    not null unique,        -- of the message that it becomes: one reminder, one message
    appointment   blob    not null unique,
    subject       blob    not null references subject (id),
    conversation  blob    not null,
    state         integer not null,               -- waiting, queued, dropped, declined
    due_hour      integer not null,               -- hours since 1970-01-01
    envelope      blob    not null
);
create index reminder_due on reminder (due_hour) where state = 0;
create index reminder_subject on reminder (subject);
