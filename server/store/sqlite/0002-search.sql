-- Analysed words of published texts; rowid is article_text.id. Words are separated by a space and already
-- folded, so the tokenizer only cuts at spaces. `lead`: what a text opens with and keeps coming back to.
create virtual table text_index using fts5 (
  title, tags, lead, body,
  content = '', contentless_delete = 1,
  prefix = '1 2 3 4',
  tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[]^_`{|}~'"
);

-- Titles and tags once more, by themselves: most of a result list is decided here, among far fewer words.
create virtual table title_index using fts5 (
  title, tags,
  content = '', contentless_delete = 1,
  prefix = '1 2 3',
  tokenize = "ascii tokenchars '!#$%&()*+,-./:;<=>?@[]^_`{|}~'"
);

create virtual table text_vocabulary using fts5vocab (text_index, row);

-- The texts in the index, slim enough to check thousands of candidates for visibility within a search.
create table search_text (
  id integer primary key references article_text on delete cascade,
  article_id integer not null,
  -- Of the article; follows it when it moves.
  folder_id integer not null,
  -- Lower case.
  locale text not null,
  title_words integer not null,
  -- 1 when the article has no other text in the index.
  only_text integer not null default 1
) strict;
create index search_text_article on search_text (article_id, locale);

create trigger article_move_moves_texts after update of folder_id on article begin
  update search_text set folder_id = new.folder_id where article_id = new.id;
end;
create trigger search_text_insert_counts after insert on search_text begin
  update search_text set only_text = (select count(*) = 1 from search_text where article_id = new.article_id)
  where article_id = new.article_id;
end;
create trigger search_text_delete_counts after delete on search_text begin
  update search_text set only_text = (select count(*) = 1 from search_text where article_id = old.article_id)
  where article_id = old.article_id;
end;

-- Every word of the index, for finding the one that was meant. A word is only ever used after a check that
-- the reader may see it in a text, so words of texts that have gone do no harm until the next re-index.
create table search_term (
  id integer primary key autoincrement,
  term text not null unique
) strict;

-- A text that is withdrawn, by whatever road, leaves the index with it.
create trigger article_text_delete_unindexes after delete on article_text begin
  delete from search_text where id = old.id;
  delete from text_index where rowid = old.id;
  delete from title_index where rowid = old.id;
end;
create trigger article_text_unpublish_unindexes after update of status on article_text when new.status <> 2 begin
  delete from search_text where id = old.id;
  delete from text_index where rowid = old.id;
  delete from title_index where rowid = old.id;
end;
