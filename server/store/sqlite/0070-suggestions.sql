-- Which articles a widget suggests on which pages, as a JSON list of {url, tags, articles}.
alter table widget add column suggestions text not null default '[]';
