import { type Expression, sql } from 'kysely';
import type { Reading } from '../store/store.ts';

/** Which rows of a list: one by its id, or a part of those that lie in something. */
export interface Part {
  readonly limit: number;
  readonly offset: number;
}

/**
 * The language in which to name a category or folder: the wanted one, else the site's primary one, else any.
 * @param owner the table whose row is named, in the surrounding query joined to `site`
 */
function bestLocale(
  texts: 'category_text' | 'folder_text',
  key: 'category_id' | 'folder_id',
  owner: string,
  wanted: string | null,
): Expression<string> {
  return sql<string>`(
    select text.locale from ${sql.table(texts)} as text
    where text.${sql.ref(key)} = ${sql.ref(owner)}
    order by text.locale = ${wanted} desc, text.locale = site.primary_locale desc, text.locale
    limit 1)`;
}

/** Categories with their text; in language `locale` those alone that have one. */
export async function findCategories(
  read: Reading,
  which: { id: number } | Part,
  locale: string | null,
) {
  let query = read
    .selectFrom('category')
    .innerJoin('site', 'site.id', 'category.site_id')
    .innerJoin('category_text as text', 'text.category_id', 'category.id')
    .where(
      'text.locale',
      '=',
      locale ?? bestLocale('category_text', 'category_id', 'category.id', null),
    )
    .select(['category.id', 'category.created_at', 'category.updated_at'])
    .select(['text.name', 'text.description'])
    .orderBy('category.site_id')
    .orderBy('category.position')
    .orderBy('category.id');
  query =
    'id' in which
      ? query.where('category.id', '=', which.id)
      : query.limit(which.limit).offset(which.offset);
  return query.execute();
}

export type FoundCategory = Awaited<ReturnType<typeof findCategories>>[number];

/** Folders with their text; in language `locale` those alone that have one. */
export async function findFolders(
  read: Reading,
  which: { id: number } | ({ category: number } & Part) | ({ parent: number } & Part),
  locale: string | null,
) {
  let query = read
    .selectFrom('folder')
    .innerJoin('category', 'category.id', 'folder.category_id')
    .innerJoin('site', 'site.id', 'category.site_id')
    .innerJoin('folder_text as text', 'text.folder_id', 'folder.id')
    .where('text.locale', '=', locale ?? bestLocale('folder_text', 'folder_id', 'folder.id', null))
    .select(['folder.id', 'folder.category_id', 'folder.parent_id', 'folder.visibility'])
    .select('folder.signed_out')
    .select(['folder.created_at', 'folder.updated_at', 'text.name', 'text.description'])
    .select(({ selectFrom, fn }) => [
      selectFrom('article')
        .whereRef('article.folder_id', '=', 'folder.id')
        .select(fn.countAll<number>().as('count'))
        .as('articles'),
      selectFrom('folder as child')
        .whereRef('child.parent_id', '=', 'folder.id')
        .select(fn.countAll<number>().as('count'))
        .as('children'),
    ])
    .orderBy('folder.position')
    .orderBy('folder.id');
  if ('id' in which) query = query.where('folder.id', '=', which.id);
  else {
    query = query.limit(which.limit).offset(which.offset);
    query =
      'category' in which
        ? query.where('folder.category_id', '=', which.category)
        : query.where('folder.parent_id', '=', which.parent);
  }
  return query.execute();
}

export type FoundFolder = Awaited<ReturnType<typeof findFolders>>[number];

/** Articles with their text and votes; in language `locale` those alone that have one. */
export async function findArticles(
  read: Reading,
  which: { id: number } | { ids: readonly number[] } | ({ folder: number } & Part),
  locale: string | null,
) {
  const inBestLocale = sql<string>`(
    select other.locale from article_text as other where other.article_id = article.id
    order by other.locale = site.primary_locale desc, other.locale limit 1)`;
  let query = read
    .selectFrom('article')
    .innerJoin('folder', 'folder.id', 'article.folder_id')
    .innerJoin('category', 'category.id', 'folder.category_id')
    .innerJoin('site', 'site.id', 'category.site_id')
    .innerJoin('article_text as text', 'text.article_id', 'article.id')
    .where('text.locale', '=', locale ?? inBestLocale)
    .select(['article.id', 'article.folder_id', 'article.agent_id', 'article.type', 'article.hits'])
    .select([
      'folder.category_id',
      'text.title',
      'text.html',
      'text.plain',
      'text.status',
      'text.seo',
    ])
    .select(['text.created_at', 'text.updated_at'])
    .select(({ selectFrom, fn }) => {
      const votes = selectFrom('vote')
        .whereRef('vote.article_id', '=', 'article.id')
        .select(fn.countAll<number>().as('count'));
      return [
        votes.where('vote.helpful', '=', 1).as('helpful'),
        votes.where('vote.helpful', '=', 0).as('unhelpful'),
      ];
    })
    .orderBy('article.position')
    .orderBy('article.id');
  if ('id' in which) query = query.where('article.id', '=', which.id);
  else if ('ids' in which) query = query.where('article.id', 'in', [0, ...which.ids]);
  else query = query.where('folder.id', '=', which.folder).limit(which.limit).offset(which.offset);
  return query.execute();
}

export type FoundArticle = Awaited<ReturnType<typeof findArticles>>[number];

/** The tags of articles, by article. */
export async function findTags(
  read: Reading,
  articles: readonly number[],
): Promise<Map<number, string[]>> {
  const rows = await read
    .selectFrom('article_tag')
    .where('article_id', 'in', [0, ...articles])
    .select(['article_id', 'tag'])
    .orderBy('tag')
    .execute();
  const byArticle = Map.groupBy(rows, (row) => row.article_id);
  return new Map([...byArticle].map(([article, tags]) => [article, tags.map((row) => row.tag)]));
}

/** What a folder lies in, outermost first: its category, then folders down to itself. */
export interface Level {
  readonly type: 'category' | 'folder';
  readonly id: number;
  readonly name: string;
  readonly language: string;
}

/** The levels of folders, by folder, named in language `locale` where they have it. */
export async function findLevels(
  read: Reading,
  folders: readonly number[],
  locale: string | null,
): Promise<Map<number, Level[]>> {
  const wanted = [0, ...folders];
  const categories = await read
    .selectFrom('folder')
    .innerJoin('category', 'category.id', 'folder.category_id')
    .innerJoin('site', 'site.id', 'category.site_id')
    .innerJoin('category_text as text', 'text.category_id', 'category.id')
    .where('text.locale', '=', bestLocale('category_text', 'category_id', 'category.id', locale))
    .where('folder.id', 'in', wanted)
    .select(['folder.id as of', 'category.id', 'text.name', 'text.locale as language'])
    .execute();
  const above = await read
    .selectFrom('folder_path')
    .innerJoin('folder', 'folder.id', 'folder_path.ancestor_id')
    .innerJoin('category', 'category.id', 'folder.category_id')
    .innerJoin('site', 'site.id', 'category.site_id')
    .innerJoin('folder_text as text', 'text.folder_id', 'folder.id')
    .where('text.locale', '=', bestLocale('folder_text', 'folder_id', 'folder.id', locale))
    .where('folder_path.folder_id', 'in', wanted)
    .select(['folder_path.folder_id as of', 'folder.id', 'text.name', 'text.locale as language'])
    .orderBy('folder_path.depth', 'desc')
    .execute();
  const levels = [
    ...categories.map((row) => ({ ...row, type: 'category' as const })),
    ...above.map((row) => ({ ...row, type: 'folder' as const })),
  ];
  return Map.groupBy(levels, (level) => level.of);
}
