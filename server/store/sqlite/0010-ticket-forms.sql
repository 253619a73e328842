-- The fields of tickets. Standard ones are called default_…, as in Freshdesk; the first of them, the requester,
-- is shown as name and e-mail address.
create table ticket_field (
  id integer primary key autoincrement,
  name text not null unique,
  type text not null,
  label text not null,
  -- Null where the standard text in the reader's language is shown.
  label_for_customers text,
  position integer not null,
  required_for_agents integer not null default 0,
  required_for_closure integer not null default 0,
  required_for_customers integer not null default 0,
  displayed_to_customers integer not null default 1,
  customers_can_edit integer not null default 1,
  choices text not null default '[]',
  -- Of a nested field: the names and labels of its second and third level.
  levels text not null default '[]',
  translations text not null default '{}',
  created_at integer not null,
  updated_at integer not null
) strict;

insert into ticket_field
  (name, type, label, position, required_for_agents, required_for_closure, required_for_customers, choices, created_at, updated_at)
select column1, column2, column3, column4, column5, column6, column7, column8, unixepoch() * 1000, unixepoch() * 1000
from (values
  ('requester', 'default_requester', 'Requester', 1, 1, 0, 1, '[]'),
  ('subject', 'default_subject', 'Subject', 2, 1, 0, 1, '[]'),
  ('type', 'default_ticket_type', 'Type', 3, 0, 0, 0,
    '[{"value":"Question","label":"Question"},{"value":"Incident","label":"Incident"},{"value":"Problem","label":"Problem"},{"value":"Feature Request","label":"Feature Request"}]'),
  ('status', 'default_status', 'Status', 4, 1, 0, 0,
    '[{"value":2,"label":"Open"},{"value":3,"label":"Pending"},{"value":4,"label":"Resolved"},{"value":5,"label":"Closed"}]'),
  ('priority', 'default_priority', 'Priority', 5, 1, 0, 0,
    '[{"value":1,"label":"Low"},{"value":2,"label":"Medium"},{"value":3,"label":"High"},{"value":4,"label":"Urgent"}]'),
  ('description', 'default_description', 'Description', 6, 1, 0, 1, '[]'));

create table ticket_form (
  id integer primary key autoincrement,
  site_id integer not null references site on delete cascade,
  name text not null,
  -- Null where the standard text in the reader's language is shown.
  title text,
  -- By locale.
  titles text not null default '{}',
  fields text not null default '[]',
  created_at integer not null,
  updated_at integer not null
) strict;
create index ticket_form_site on ticket_form (site_id);

-- Every site has a form to begin with.
insert into ticket_form (site_id, name, fields, created_at, updated_at)
select id, 'Contact', '["name","email","subject","description"]', created_at, created_at from site;
create trigger site_insert_gives_form after insert on site begin
  insert into ticket_form (site_id, name, fields, created_at, updated_at)
  values (new.id, 'Contact', '["name","email","subject","description"]', new.created_at, new.created_at);
end;

-- What a widget offers to write with; the JSON null switches it off.
alter table widget add column form text not null default '{}';
alter table widget add column attachment_limits text not null default '{}';
alter table widget add column contact text not null default 'everyone' check (contact in ('everyone', 'readers'));

create trigger ticket_field_insert_counts after insert on ticket_field begin update revision set number = number + 1 where topic = 'sites'; end;
create trigger ticket_field_update_counts after update on ticket_field begin update revision set number = number + 1 where topic = 'sites'; end;
create trigger ticket_field_delete_counts after delete on ticket_field begin update revision set number = number + 1 where topic = 'sites'; end;
create trigger ticket_form_insert_counts after insert on ticket_form begin update revision set number = number + 1 where topic = 'sites'; end;
create trigger ticket_form_update_counts after update on ticket_form begin update revision set number = number + 1 where topic = 'sites'; end;
create trigger ticket_form_delete_counts after delete on ticket_form begin update revision set number = number + 1 where topic = 'sites'; end;
