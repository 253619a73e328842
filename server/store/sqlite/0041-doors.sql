-- How a site's pages are entered. `doors` and `readers` are JSON; `session_max` is in seconds.
alter table site add column access_mode text not null default 'public' check (access_mode in ('public', 'password', 'email', 'doors'));
alter table site add column doors text not null default '{}';
alter table site add column session_max integer;
alter table site add column password_hash text;
alter table site add column readers text not null default '[]';

-- What somebody who is not signed in meets at a folder that is not theirs to see.
alter table folder add column signed_out text not null default 'hidden' check (signed_out in ('hidden', 'locked', 'redirect'));

-- Sessions of the help-centre site, by the SHA-256 of what the cookie holds. One that waits opens nothing until the
-- reader has agreed to it.
create table portal_session (
  id integer primary key autoincrement,
  digest text not null unique,
  site_id integer not null references site on delete cascade,
  door text not null,
  key_id integer references signing_key on delete cascade,
  reader text,
  proven text,
  opened_by text,
  waits integer not null default 0,
  return_to text not null default '/',
  created_at integer not null,
  expires_at integer not null
) strict;
create index portal_session_site on portal_session (site_id);
create index portal_session_key on portal_session (key_id);
create index portal_session_reader on portal_session (reader);
create index portal_session_expiry on portal_session (expires_at);

-- Login tokens that have opened their one session, by jti or digest.
create table used_token (
  site_id integer not null references site on delete cascade,
  door text not null,
  token text not null,
  used_at integer not null,
  expires_at integer not null,
  primary key (site_id, door, token)
) strict, without rowid;
create index used_token_expiry on used_token (expires_at);

-- One-time links of the e-mail list, by the SHA-256 of their code.
create table email_link (
  digest text primary key,
  site_id integer not null references site on delete cascade,
  email text not null,
  return_to text not null,
  expires_at integer not null
) strict, without rowid;
create index email_link_expiry on email_link (expires_at);

create trigger portal_session_delete_counts after delete on portal_session begin update revision set number = number + 1 where topic = 'sessions'; end;
