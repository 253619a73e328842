import { type Expression, type SqlBool, sql } from 'kysely';
import type { Reading } from '../store/store.ts';
import type { Audience } from './audience.ts';

/** The status of a text that readers may see. */
export const published = 2;

/** A query over the folders that the audience may see. The only way to one outside `authoring/`. */
export function foldersFor(read: Reading, audience: Audience) {
  return read.selectFrom('folder').where(isOneOf('folder.id', audience));
}

/**
 * A query over the articles that the audience may see, each with one published text: the best for
 * `languages`, preferred ones first, in lower case. The only way to one outside `authoring/`.
 */
export function articlesFor(read: Reading, audience: Audience, languages: readonly string[]) {
  return read
    .selectFrom('article')
    .innerJoin('article_text', 'article_text.article_id', 'article.id')
    .where('article_text.id', '=', shownText(languages))
    .where(isOneOf('article.folder_id', audience));
}

/**
 * Whether the audience may read an article. One row by its id, and then a look into a set: it takes as long to find
 * out that an article is hidden as that there is none. A query that joins and filters would not.
 */
export async function isArticleFor(read: Reading, audience: Audience, id: number) {
  const row = await read
    .selectFrom('article')
    .where('article.id', '=', id)
    .select('article.folder_id')
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('article_text')
          .whereRef('article_text.article_id', '=', 'article.id')
          .where('article_text.status', '=', published)
          .select(sql.lit(1).as('text')),
      ).as('published'),
    )
    .executeTakeFirst();
  return row !== undefined && audience.has(row.folder_id) && Number(row.published) === 1;
}

/** A query over every published text, as `translation`, of the articles that the audience may see. */
export function translationsFor(read: Reading, audience: Audience) {
  return read
    .selectFrom('article')
    .innerJoin('article_text as translation', 'translation.article_id', 'article.id')
    .where('translation.status', '=', published)
    .where(isOneOf('article.folder_id', audience));
}

function isOneOf(
  column: 'folder.id' | 'article.folder_id',
  audience: Audience,
): Expression<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${audience.foldersJson}))`;
}

function shownText(languages: readonly string[]): Expression<number> {
  return sql<number>`(
    select text.id from article_text as text
    where text.article_id = article.id and text.status = ${sql.lit(published)}
    order by ${rankOf('text', languages)}, text.id limit 1)`;
}

/** How far down `languages` a text's locale stands, as SQL; after all of them where it is not named. */
export function rankOf(table: string, languages: readonly string[]): Expression<number> {
  const locale = sql.ref(`${table}.locale`);
  const whens = languages.map(
    (language, rank) => sql`when lower(${locale}) = ${language} then ${sql.lit(rank)}`,
  );
  // A bare number would name a column in `order by`.
  if (whens.length === 0) return sql<number>`''`;
  return sql<number>`case ${sql.join(whens, sql` `)} else ${sql.lit(languages.length)} end`;
}
