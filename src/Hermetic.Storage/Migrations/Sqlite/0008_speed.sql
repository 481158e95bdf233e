-- Every index page that a message touches at a random place is written to the disk. A try's id is asked for only while
-- its outcome may change, and the tag of a sent message lies with it instead of in a second index.

create table outbox_next (
    row           integer primary key,
    id            blob    not null unique,
    conversation  blob    not null references conversation (id),
    sequence      integer not null,
    after         integer not null,
    state         integer not null,
    kind          integer not null,
    attempt       blob,
    code          integer,
    day           integer not null,
    envelope      blob    not null,
    billable      integer,
    category      integer,
    wamid         blob,                      -- as in sent_tag, once it is known
    unique (conversation, sequence)
);
insert into outbox_next
select row, id, conversation, sequence, after, state, kind, attempt, code, day, envelope, billable, category,
(select tag from sent_tag where message = outbox.id) from outbox;
drop table outbox;
alter table outbox_next rename to outbox;
create index outbox_open on outbox (conversation, sequence) where state in (0, 1);
create index outbox_held on outbox (conversation) where state = 7;
create unique index outbox_attempt on outbox (attempt) where state not in (2, 3, 4);
drop index sent_tag_message;
