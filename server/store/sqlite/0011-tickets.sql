-- 1 for a contact that nobody but a form has written: it names a requester and opens nothing.
alter table contact add column unconfirmed integer not null default 0;

create table ticket (
  id integer primary key autoincrement,
  -- What a person quotes.
  reference text not null unique,
  site_id integer not null references site on delete cascade,
  form_id integer references ticket_form on delete set null,
  requester_id integer references contact on delete set null,
  requester_name text not null,
  -- Lower case.
  requester_email text not null,
  -- 1 where a login token proved the e-mail address.
  is_proven integer not null,
  agent_id integer references agent on delete set null,
  subject text not null,
  html text not null,
  plain text not null,
  type text,
  -- Freshdesk's numbers.
  status integer not null,
  priority integer not null,
  source integer not null,
  tags text not null default '[]',
  custom_fields text not null default '{}',
  page text,
  locale text not null,
  created_at integer not null,
  updated_at integer not null
) strict;
create index ticket_requester on ticket (requester_id);
create index ticket_email on ticket (requester_email);
create index ticket_updated on ticket (updated_at);
create index ticket_site on ticket (site_id);
create index ticket_form_of on ticket (form_id);
create index ticket_agent on ticket (agent_id);

-- What followed: replies, which went out by mail, and notes.
create table ticket_note (
  id integer primary key autoincrement,
  ticket_id integer not null references ticket on delete cascade,
  agent_id integer references agent on delete set null,
  is_reply integer not null,
  is_private integer not null,
  html text not null,
  plain text not null,
  created_at integer not null,
  updated_at integer not null
) strict;
create index ticket_note_ticket on ticket_note (ticket_id, created_at);
create index ticket_note_agent on ticket_note (agent_id);

create table ticket_file (
  id integer primary key autoincrement,
  ticket_id integer not null references ticket on delete cascade,
  note_id integer references ticket_note on delete cascade,
  name text not null,
  type text not null,
  size integer not null,
  stored_as text not null unique,
  created_at integer not null
) strict;
create index ticket_file_ticket on ticket_file (ticket_id);
create index ticket_file_note on ticket_file (note_id);

-- Idempotency keys with what was sent under them and what it became.
create table ticket_key (
  scope text not null,
  key text not null,
  digest text not null,
  ticket_id integer not null references ticket on delete cascade,
  created_at integer not null,
  primary key (scope, key)
) strict, without rowid;
create index ticket_key_ticket on ticket_key (ticket_id);
create index ticket_key_age on ticket_key (created_at);

-- Proofs of work count once.
create table spent_proof (
  nonce text primary key,
  until integer not null
) strict, without rowid;
create index spent_proof_until on spent_proof (until);
