import type { Reading } from '../store/store.ts';
import { articlesFor, isArticleFor, translationsFor } from '../visibility/articles.ts';
import type { Audience } from '../visibility/audience.ts';
import { startOf } from './find-home.ts';

/** The article, if the audience may read it. */
export async function findArticle(
  read: Reading,
  audience: Audience,
  languages: readonly string[],
  id: number,
) {
  if (!(await isArticleFor(read, audience, id))) return undefined;
  return articlesFor(read, audience, languages)
    .where('article.id', '=', id)
    .select(['article.id', 'article.folder_id', 'article_text.locale'])
    .select(['article_text.title', 'article_text.html', 'article_text.personal'])
    .select(['article_text.seo', startOf()])
    .select(['article_text.created_at', 'article_text.updated_at'])
    .executeTakeFirst();
}

export type FoundArticle = NonNullable<Awaited<ReturnType<typeof findArticle>>>;

/** The cards of one folder, in the author's order. */
export async function findCards(
  read: Reading,
  audience: Audience,
  languages: readonly string[],
  folder: number,
) {
  return articlesFor(read, audience, languages)
    .where('article.folder_id', '=', folder)
    .select(['article.id', 'article_text.title', startOf()])
    .orderBy('article.position')
    .orderBy('article.id')
    .execute();
}

/** The cards of these articles, in this order, as far as the audience may read them. */
export async function findCardsOf(
  read: Reading,
  audience: Audience,
  languages: readonly string[],
  ids: readonly number[],
) {
  if (ids.length === 0) return [];
  const rows = await articlesFor(read, audience, languages)
    .where('article.id', 'in', ids)
    .select(['article.id', 'article_text.title', startOf()])
    .execute();
  return ids.flatMap((id) => rows.filter((row) => row.id === id));
}

/** An article's titles in the languages in which it is published, as far as the audience may read it. */
export async function findTitles(read: Reading, audience: Audience, id: number) {
  return translationsFor(read, audience)
    .where('article.id', '=', id)
    .select(['translation.locale', 'translation.title'])
    .execute();
}

/** Every published text that the audience may read, without its words; the newest first. */
export async function findAllTitles(read: Reading, audience: Audience) {
  return translationsFor(read, audience)
    .select(['article.id', 'article.folder_id'])
    .select(['translation.locale', 'translation.title', 'translation.updated_at'])
    .orderBy('translation.updated_at', 'desc')
    .orderBy('article.id')
    .execute();
}

/** The articles that were changed last. */
export async function findNewest(
  read: Reading,
  audience: Audience,
  languages: readonly string[],
  limit: number,
) {
  return articlesFor(read, audience, languages)
    .select(['article.id', 'article_text.title', startOf()])
    .select(['article_text.created_at', 'article_text.updated_at'])
    .orderBy('article_text.updated_at', 'desc')
    .orderBy('article.id')
    .limit(limit)
    .execute();
}

/** The files of an article that was found for the audience. */
export async function findFiles(read: Reading, article: FoundArticle) {
  return read
    .selectFrom('article_file')
    .where('article_id', '=', article.id)
    .select(['id', 'name', 'type', 'size', 'inline'])
    .orderBy('id')
    .execute();
}
