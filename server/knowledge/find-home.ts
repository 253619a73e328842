import { sql } from 'kysely';
import type { Reading } from '../store/store.ts';
import { articlesFor, foldersFor, rankOf } from '../visibility/articles.ts';
import type { Audience } from '../visibility/audience.ts';
import { excerptSource } from './cards.ts';

/** A name and a description in the language that suits the viewer best. */
interface Named {
  name: string;
  description: string;
}

export interface FoundFolder extends Named {
  id: number;
  category: number;
  parent: number | null;
  /** Articles in the folder itself that the audience may read. */
  articles: number;
}

export interface FoundCategory extends Named {
  id: number;
}

/** Every folder that the audience may see, in the author's order. */
export async function findFolders(
  read: Reading,
  audience: Audience,
  languages: readonly string[],
): Promise<FoundFolder[]> {
  const [folders, counts] = await Promise.all([
    foldersFor(read, audience)
      .innerJoin('folder_text', 'folder_text.folder_id', 'folder.id')
      .where(
        'folder_text.locale',
        '=',
        sql<string>`(
          select text.locale from folder_text as text where text.folder_id = folder.id
          order by ${rankOf('text', languages)}, text.locale limit 1)`,
      )
      .select(['folder.id', 'folder.category_id', 'folder.parent_id'])
      .select(['folder_text.name', 'folder_text.description'])
      .orderBy('folder.position')
      .orderBy('folder.id')
      .execute(),
    articlesFor(read, audience, languages)
      .select(['article.folder_id', (article) => article.fn.countAll<number>().as('articles')])
      .groupBy('article.folder_id')
      .execute(),
  ]);
  const countOf = new Map(counts.map((row) => [row.folder_id, row.articles]));
  return folders.map((row) => ({
    id: row.id,
    category: row.category_id,
    parent: row.parent_id,
    name: row.name,
    description: row.description,
    articles: countOf.get(row.id) ?? 0,
  }));
}

/** A folder's names in every language that it has one in, as far as the audience may see it. */
export async function findFolderNames(read: Reading, audience: Audience, id: number) {
  return foldersFor(read, audience)
    .innerJoin('folder_text', 'folder_text.folder_id', 'folder.id')
    .where('folder.id', '=', id)
    .select(['folder_text.locale', 'folder_text.name'])
    .execute();
}

/** The names of every folder that the audience may see, in every language that it has one in. */
export async function findAllFolderNames(read: Reading, audience: Audience) {
  return foldersFor(read, audience)
    .innerJoin('folder_text', 'folder_text.folder_id', 'folder.id')
    .select(['folder.id', 'folder.parent_id', 'folder_text.locale', 'folder_text.name'])
    .orderBy('folder.id')
    .execute();
}

/** The categories of these ids, in the author's order. */
export async function findCategories(
  read: Reading,
  ids: readonly number[],
  languages: readonly string[],
): Promise<FoundCategory[]> {
  if (ids.length === 0) return [];
  return read
    .selectFrom('category')
    .innerJoin('category_text', 'category_text.category_id', 'category.id')
    .where('category.id', 'in', ids)
    .where(
      'category_text.locale',
      '=',
      sql<string>`(
        select text.locale from category_text as text where text.category_id = category.id
        order by ${rankOf('text', languages)}, text.locale limit 1)`,
    )
    .select(['category.id', 'category_text.name', 'category_text.description'])
    .orderBy('category.position')
    .orderBy('category.id')
    .execute();
}

/** The articles that were read most, of those that the audience may read. */
export async function findPopular(
  read: Reading,
  audience: Audience,
  languages: readonly string[],
  limit: number,
) {
  return articlesFor(read, audience, languages)
    .select(['article.id', 'article_text.title', startOf()])
    .orderBy('article.hits', 'desc')
    .orderBy('article.id')
    .limit(limit)
    .execute();
}

/** The beginning of the text, for an excerpt. */
export function startOf() {
  return sql<string>`substr(article_text.plain, 1, ${sql.lit(excerptSource)})`.as('start');
}
