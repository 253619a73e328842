-- What of help a widget offers (all, articles, form), and its own words as JSON: by language, as `setLabels` takes them.
alter table widget add column mode text not null default 'all';
alter table widget add column labels text not null default '{}';
