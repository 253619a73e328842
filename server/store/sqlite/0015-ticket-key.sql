-- A key is looked for under other viewers of the same place, too.
create index ticket_key_key on ticket_key (key);
