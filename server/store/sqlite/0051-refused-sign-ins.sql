-- Refused sign-ins by the id of their request, redacted: neither token nor name is in them.
create table refused_sign_in (
  reference text primary key,
  site_id integer not null,
  door text not null,
  code text not null,
  -- JSON: what the verifier found.
  diagnosis text not null,
  at integer not null
) strict, without rowid;
create index refused_sign_in_at on refused_sign_in (at);
