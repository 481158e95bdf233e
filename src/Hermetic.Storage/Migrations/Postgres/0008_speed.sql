-- Every index page that a message touches at a random place is written to the disk. A try's id is asked for only while
-- its outcome may change, and the tag of a sent message lies with it instead of in a second index.

alter table outbox add column wamid bytea;        -- as in sent_tag, once it is known
update outbox set wamid = (select tag from sent_tag where message = outbox.id limit 1);
alter table outbox drop constraint outbox_attempt_key;
drop index outbox_open;
create index outbox_open on outbox (conversation, sequence) where state in (0, 1);
create index outbox_held on outbox (conversation) where state = 7;
create unique index outbox_attempt on outbox (attempt) where state not in (2, 3, 4);
drop index sent_tag_message;
