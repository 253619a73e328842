import { type Expression, type SqlBool, sql } from 'kysely';
import type { Reading } from '../store/store.ts';
import type { Audience } from './audience.ts';

/** The status of a text that readers may see. */
const published = 2;

/** A query over the folders that the audience may see. The only way to one outside `authoring/`. */
export function foldersFor(read: Reading, audience: Audience) {
  return read.selectFrom('folder').where(isOneOf('folder.id', audience));
}

/**
 * A query over the published texts of the articles that the audience may see, joined to `article`.
 * The only way to one outside `authoring/`.
 */
export function articlesFor(read: Reading, audience: Audience) {
  return read
    .selectFrom('article')
    .innerJoin('article_text', 'article_text.article_id', 'article.id')
    .where('article_text.status', '=', published)
    .where(isOneOf('article.folder_id', audience));
}

function isOneOf(
  column: 'folder.id' | 'article.folder_id',
  audience: Audience,
): Expression<SqlBool> {
  return sql<SqlBool>`${sql.ref(column)} in (select value from json_each(${audience.foldersJson}))`;
}
