-- What the console's first pages ask for at every look.

create index conversation_with_people on conversation (id) where state = 0;   -- a person of the business is in charge
create index outbox_undelivered on outbox (row) where state in (5, 6, 8);     -- failed, parked, unsent
