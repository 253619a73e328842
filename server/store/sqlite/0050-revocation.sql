-- Who showed a token, so that sessions can be ended by reader, key or group.
alter table session_token add column reader text;
alter table session_token add column key_id integer;
-- JSON: groups of the token.
alter table session_token add column groups text not null default '[]';
alter table session_token add column seen_at integer not null default 0;
create index session_token_reader on session_token (reader);

-- Tokens issued before a moment, of a reader, a key, a group or everyone: refused, seen before or not.
create table revocation (
  id integer primary key autoincrement,
  kind text not null check (kind in ('reader', 'key', 'group', 'all')),
  -- An e-mail address in lower case, a key's id, a group's name; empty for all.
  value text not null,
  before integer not null,
  expires_at integer not null
) strict;

create trigger revocation_insert_counts after insert on revocation begin update revision set number = number + 1 where topic = 'sessions'; end;
create trigger revocation_update_counts after update on revocation begin update revision set number = number + 1 where topic = 'sessions'; end;
create trigger revocation_delete_counts after delete on revocation begin update revision set number = number + 1 where topic = 'sessions'; end;
