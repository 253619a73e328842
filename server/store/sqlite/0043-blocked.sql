-- 1 for a contact whom no door lets in.
alter table contact add column blocked integer not null default 0;
