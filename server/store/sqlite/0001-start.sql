create table site (
  id integer primary key autoincrement,
  name text not null,
  primary_locale text not null,
  locales text not null default '[]',
  created_at integer not null,
  updated_at integer not null
) strict;

create table widget (
  id integer primary key autoincrement,
  site_id integer not null references site on delete cascade,
  name text not null,
  origins text not null default '[]',
  locale text,
  appearance text not null default '{}',
  created_at integer not null,
  updated_at integer not null
) strict;
create index widget_site on widget (site_id);

create table category (
  id integer primary key autoincrement,
  site_id integer not null references site on delete cascade,
  position integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;
create index category_site on category (site_id);

create table category_text (
  category_id integer not null references category on delete cascade,
  locale text not null,
  name text not null,
  description text not null default '',
  primary key (category_id, locale)
) strict, without rowid;

create table widget_category (
  widget_id integer not null references widget on delete cascade,
  category_id integer not null references category on delete cascade,
  primary key (widget_id, category_id)
) strict, without rowid;
create index widget_category_category on widget_category (category_id);

create table folder (
  id integer primary key autoincrement,
  category_id integer not null references category on delete cascade,
  parent_id integer references folder on delete cascade,
  visibility integer not null check (visibility between 1 and 8),
  position integer not null,
  created_at integer not null,
  updated_at integer not null
) strict;
create index folder_category on folder (category_id);
create index folder_parent on folder (parent_id);

create table folder_text (
  folder_id integer not null references folder on delete cascade,
  locale text not null,
  name text not null,
  description text not null default '',
  primary key (folder_id, locale)
) strict, without rowid;

-- Every folder with each of its ancestors and itself: strict inheritance in one join.
create table folder_path (
  folder_id integer not null references folder on delete cascade,
  ancestor_id integer not null references folder on delete cascade,
  depth integer not null,
  primary key (folder_id, ancestor_id)
) strict, without rowid;
create index folder_path_ancestor on folder_path (ancestor_id);

create table company (
  id integer primary key autoincrement,
  name text not null collate nocase unique,
  description text,
  note text,
  custom_fields text not null default '{}',
  created_at integer not null,
  updated_at integer not null
) strict;

create table company_domain (
  domain text not null,
  company_id integer not null references company on delete cascade,
  primary key (domain, company_id)
) strict, without rowid;
create index company_domain_company on company_domain (company_id);

create table contact (
  id integer primary key autoincrement,
  name text not null,
  email text not null unique,
  phone text,
  language text,
  tags text not null default '[]',
  custom_fields text not null default '{}',
  created_at integer not null,
  updated_at integer not null
) strict;

create table contact_company (
  contact_id integer not null references contact on delete cascade,
  company_id integer not null references company on delete cascade,
  is_primary integer not null,
  primary key (contact_id, company_id)
) strict, without rowid;
create index contact_company_company on contact_company (company_id);

create table segment (
  id integer primary key autoincrement,
  name text not null,
  of_what text not null check (of_what in ('contacts', 'companies')),
  rules text not null default '[]',
  created_at integer not null,
  updated_at integer not null
) strict;

create table folder_company (
  folder_id integer not null references folder on delete cascade,
  company_id integer not null references company on delete cascade,
  primary key (folder_id, company_id)
) strict, without rowid;
create index folder_company_company on folder_company (company_id);

create table folder_segment (
  folder_id integer not null references folder on delete cascade,
  segment_id integer not null references segment on delete cascade,
  primary key (folder_id, segment_id)
) strict, without rowid;
create index folder_segment_segment on folder_segment (segment_id);

create table folder_group (
  folder_id integer not null references folder on delete cascade,
  group_name text not null,
  primary key (folder_id, group_name)
) strict, without rowid;

create table agent (
  id integer primary key autoincrement,
  email text not null unique,
  name text not null,
  created_at integer not null
) strict;

create table api_key (
  id integer primary key autoincrement,
  agent_id integer not null references agent on delete cascade,
  digest text not null unique,
  created_at integer not null
) strict;
create index api_key_agent on api_key (agent_id);

create table article (
  id integer primary key autoincrement,
  folder_id integer not null references folder on delete cascade,
  agent_id integer references agent on delete set null,
  type integer not null default 1,
  position integer not null,
  hits integer not null default 0,
  created_at integer not null,
  updated_at integer not null
) strict;
create index article_folder on article (folder_id, position);

-- status: 1 draft, 2 published (Freshdesk's codes)
create table article_text (
  id integer primary key autoincrement,
  article_id integer not null references article on delete cascade,
  locale text not null,
  title text not null,
  html text not null,
  plain text not null,
  status integer not null check (status in (1, 2)),
  created_at integer not null,
  updated_at integer not null,
  unique (article_id, locale)
) strict;

create table article_tag (
  article_id integer not null references article on delete cascade,
  tag text not null,
  primary key (article_id, tag)
) strict, without rowid;
create index article_tag_tag on article_tag (tag);

create table article_file (
  id integer primary key autoincrement,
  article_id integer not null references article on delete cascade,
  name text not null,
  type text not null,
  size integer not null,
  stored_as text not null,
  inline integer not null,
  created_at integer not null
) strict;
create index article_file_article on article_file (article_id);

create table vote (
  article_id integer not null references article on delete cascade,
  voter text not null,
  reader_name text,
  helpful integer not null,
  reason text,
  created_at integer not null,
  updated_at integer not null,
  primary key (article_id, voter)
) strict, without rowid;
create index vote_voter on vote (voter);

create table signing_key (
  id integer primary key autoincrement,
  site_id integer not null references site on delete cascade,
  door text not null,
  kid text not null unique,
  alg text not null,
  secret text not null,
  active_from integer not null,
  retire_at integer,
  revoked_at integer,
  created_at integer not null
) strict;
create index signing_key_door on signing_key (site_id, door);

-- How often a key was used, by hour since 1970, so that "in 24 h" needs no log.
create table signing_key_use (
  key_id integer not null references signing_key on delete cascade,
  hour integer not null,
  uses integer not null,
  last_used_at integer not null,
  primary key (key_id, hour)
) strict, without rowid;

-- Tokens by their SHA-256; the session that a page view named when it showed them.
create table session_token (
  session text not null,
  token text not null,
  expires_at integer not null,
  primary key (session, token)
) strict, without rowid;
create index session_token_expiry on session_token (expires_at);

create table ended_token (
  token text primary key,
  expires_at integer not null
) strict, without rowid;
create index ended_token_expiry on ended_token (expires_at);

create table ended_session (
  session text primary key,
  expires_at integer not null
) strict, without rowid;
create index ended_session_expiry on ended_session (expires_at);

-- Secrets that the server made for itself, shared by its processes.
create table server_secret (
  name text primary key,
  secret text not null
) strict, without rowid;

-- Counts changes by topic, so that memories know when to forget, also when another process wrote.
create table revision (
  topic text primary key,
  number integer not null
) strict, without rowid;
insert into revision values ('knowledge', 1), ('readers', 1), ('keys', 1), ('sessions', 1), ('sites', 1), ('votes', 1);

create trigger category_insert_counts after insert on category begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger category_update_counts after update on category begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger category_delete_counts after delete on category begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger category_text_insert_counts after insert on category_text begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger category_text_update_counts after update on category_text begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger category_text_delete_counts after delete on category_text begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger widget_category_insert_counts after insert on widget_category begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger widget_category_update_counts after update on widget_category begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger widget_category_delete_counts after delete on widget_category begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_insert_counts after insert on folder begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_update_counts after update on folder begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_delete_counts after delete on folder begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_text_insert_counts after insert on folder_text begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_text_update_counts after update on folder_text begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_text_delete_counts after delete on folder_text begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_path_insert_counts after insert on folder_path begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_path_update_counts after update on folder_path begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_path_delete_counts after delete on folder_path begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_company_insert_counts after insert on folder_company begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_company_update_counts after update on folder_company begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_company_delete_counts after delete on folder_company begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_segment_insert_counts after insert on folder_segment begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_segment_update_counts after update on folder_segment begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_segment_delete_counts after delete on folder_segment begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_group_insert_counts after insert on folder_group begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_group_update_counts after update on folder_group begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger folder_group_delete_counts after delete on folder_group begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_insert_counts after insert on article begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_update_counts after update of folder_id, agent_id, type, position, updated_at on article begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_delete_counts after delete on article begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_text_insert_counts after insert on article_text begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_text_update_counts after update on article_text begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_text_delete_counts after delete on article_text begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_tag_insert_counts after insert on article_tag begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_tag_update_counts after update on article_tag begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_tag_delete_counts after delete on article_tag begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_file_insert_counts after insert on article_file begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_file_update_counts after update on article_file begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger article_file_delete_counts after delete on article_file begin update revision set number = number + 1 where topic = 'knowledge'; end;
create trigger company_insert_counts after insert on company begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger company_update_counts after update on company begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger company_delete_counts after delete on company begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger company_domain_insert_counts after insert on company_domain begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger company_domain_update_counts after update on company_domain begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger company_domain_delete_counts after delete on company_domain begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger contact_insert_counts after insert on contact begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger contact_update_counts after update on contact begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger contact_delete_counts after delete on contact begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger contact_company_insert_counts after insert on contact_company begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger contact_company_update_counts after update on contact_company begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger contact_company_delete_counts after delete on contact_company begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger segment_insert_counts after insert on segment begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger segment_update_counts after update on segment begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger segment_delete_counts after delete on segment begin update revision set number = number + 1 where topic = 'readers'; end;
create trigger signing_key_insert_counts after insert on signing_key begin update revision set number = number + 1 where topic = 'keys'; end;
create trigger signing_key_update_counts after update on signing_key begin update revision set number = number + 1 where topic = 'keys'; end;
create trigger signing_key_delete_counts after delete on signing_key begin update revision set number = number + 1 where topic = 'keys'; end;
create trigger ended_token_insert_counts after insert on ended_token begin update revision set number = number + 1 where topic = 'sessions'; end;
create trigger ended_token_update_counts after update on ended_token begin update revision set number = number + 1 where topic = 'sessions'; end;
create trigger ended_token_delete_counts after delete on ended_token begin update revision set number = number + 1 where topic = 'sessions'; end;
create trigger ended_session_insert_counts after insert on ended_session begin update revision set number = number + 1 where topic = 'sessions'; end;
create trigger ended_session_update_counts after update on ended_session begin update revision set number = number + 1 where topic = 'sessions'; end;
create trigger ended_session_delete_counts after delete on ended_session begin update revision set number = number + 1 where topic = 'sessions'; end;
create trigger site_insert_counts after insert on site begin update revision set number = number + 1 where topic = 'sites'; end;
create trigger site_update_counts after update on site begin update revision set number = number + 1 where topic = 'sites'; end;
create trigger site_delete_counts after delete on site begin update revision set number = number + 1 where topic = 'sites'; end;
create trigger widget_insert_counts after insert on widget begin update revision set number = number + 1 where topic = 'sites'; end;
create trigger widget_update_counts after update on widget begin update revision set number = number + 1 where topic = 'sites'; end;
create trigger widget_delete_counts after delete on widget begin update revision set number = number + 1 where topic = 'sites'; end;
create trigger vote_insert_counts after insert on vote begin update revision set number = number + 1 where topic = 'votes'; end;
create trigger vote_update_counts after update on vote begin update revision set number = number + 1 where topic = 'votes'; end;
create trigger vote_delete_counts after delete on vote begin update revision set number = number + 1 where topic = 'votes'; end;
