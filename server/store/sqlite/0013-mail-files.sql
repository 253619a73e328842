-- JSON list of {name, storedAs}: files of tickets that go with a mail.
alter table mail add column files text not null default '[]';
