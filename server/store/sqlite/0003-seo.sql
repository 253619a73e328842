-- JSON: what an author says about a text to search engines, as in Freshdesk's `seo_data`.
alter table article_text add column seo text not null default '{}';
