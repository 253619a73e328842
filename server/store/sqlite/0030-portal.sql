-- The help-centre site. hosts: JSON list of the host names that lead to it. branding: JSON, `Branding`.
alter table site add column hosts text not null default '[]';
alter table site add column branding text not null default '{}';
