-- Who may write to support from the site's pages.
alter table site add column contact text not null default 'everyone' check (contact in ('everyone', 'readers', 'nobody'));
