-- 1 where a text differs from reader to reader: it has blocks with conditions, or names values of the login token.
alter table article_text add column personal integer not null default 0;
-- More than need be: such a text is only remembered for fewer readers.
update article_text set personal = 1 where html like '%{{%' or instr(html, '%') > 0;
create index article_text_personal on article_text (article_id) where personal = 1;

-- Files that a text shows in a block with a condition. Their bare addresses open nothing.
create table conditional_file (
  text_id integer not null references article_text on delete cascade,
  file_id integer not null references article_file on delete cascade,
  -- Conditions of the blocks around it, as JSON.
  conditions text not null,
  primary key (text_id, file_id, conditions)
) strict, without rowid;
create index conditional_file_file on conditional_file (file_id);
