-- Mail that goes out: written in the transaction of what it tells of, sent afterwards.
create table mail (
  id integer primary key autoincrement,
  -- The same however often it is tried.
  message_id text not null unique,
  about text not null,
  sender text not null,
  recipient_name text,
  recipient text not null,
  subject text not null,
  plain text not null,
  html text not null,
  is_automatic integer not null,
  in_reply_to text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'given_up')),
  attempts integer not null default 0,
  next_at integer not null,
  -- Who is sending it, and until when nobody else may.
  lease text,
  leased_until integer not null default 0,
  last_error text,
  created_at integer not null,
  sent_at integer
) strict;
create index mail_due on mail (next_at) where state = 'waiting';
