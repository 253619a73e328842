import { sql } from 'kysely';
import { notFound } from '../http/problem.ts';
import type { Reading } from '../store/store.ts';
import { published } from '../visibility/articles.ts';

// Everything that a site holds, for those who may see everything.

/** Of a folder, a company or a segment: what people call it. */
export type Names = ReadonlyMap<number, string>;

export interface SiteContents {
  readonly categories: readonly { readonly id: number; readonly name: string }[];
  readonly folders: Names;
  readonly articles: readonly FoundArticle[];
  readonly companies: Names;
  readonly segments: Names;
}

export interface FoundArticle {
  readonly id: number;
  readonly folder: number;
  readonly title: string;
  /** Whether a text of it is published, in whichever language. */
  readonly isPublished: boolean;
}

/** @throws Refusal `not_found` where there is no such site */
export async function findContents(read: Reading, site: number): Promise<SiteContents> {
  const found = await read
    .selectFrom('site')
    .where('id', '=', site)
    .select('primary_locale')
    .executeTakeFirst();
  if (!found) throw notFound();
  const locale = found.primary_locale;
  const [categories, folders, articles, companies, segments] = await Promise.all([
    read
      .selectFrom('category')
      .innerJoin('category_text', 'category_text.category_id', 'category.id')
      .where('category.site_id', '=', site)
      .where('category_text.locale', '=', bestOf('category_text', 'category_id', locale))
      .select(['category.id', 'category_text.name'])
      .orderBy('category.position')
      .orderBy('category.id')
      .execute(),
    read
      .selectFrom('folder')
      .innerJoin('category', 'category.id', 'folder.category_id')
      .innerJoin('folder_text', 'folder_text.folder_id', 'folder.id')
      .where('category.site_id', '=', site)
      .where('folder_text.locale', '=', bestOf('folder_text', 'folder_id', locale))
      .select(['folder.id', 'folder_text.name'])
      .execute(),
    read
      .selectFrom('article')
      .innerJoin('folder', 'folder.id', 'article.folder_id')
      .innerJoin('category', 'category.id', 'folder.category_id')
      .innerJoin('article_text', 'article_text.article_id', 'article.id')
      .where('category.site_id', '=', site)
      .select(['article.id', 'article.folder_id as folder', 'article_text.title'])
      .select(['article_text.status', 'article_text.locale'])
      .orderBy('article.position')
      .orderBy('article.id')
      .orderBy(sql`article_text.status = ${sql.lit(published)}`, 'desc')
      .orderBy(sql`article_text.locale = ${locale}`, 'desc')
      .orderBy('article_text.locale')
      .execute(),
    read.selectFrom('company').select(['id', 'name']).execute(),
    read.selectFrom('segment').select(['id', 'name']).execute(),
  ]);
  const firsts = new Map<number, FoundArticle>();
  for (const { id, folder, title, status } of articles) {
    if (!firsts.has(id)) firsts.set(id, { id, folder, title, isPublished: status === published });
  }
  return {
    categories,
    folders: named(folders),
    articles: [...firsts.values()],
    companies: named(companies),
    segments: named(segments),
  };
}

function named(rows: readonly { id: number; name: string }[]): Names {
  return new Map(rows.map(({ id, name }) => [id, name]));
}

function bestOf(texts: 'category_text' | 'folder_text', owner: string, locale: string) {
  return sql<string>`(
    select text.locale from ${sql.table(texts)} as text
    where text.${sql.ref(owner)} = ${sql.table(texts)}.${sql.ref(owner)}
    order by text.locale = ${locale} desc, text.locale limit 1)`;
}
