import { sql } from 'kysely';
import type { WidgetCall } from '../doors/widget-call.ts';
import type { Reading } from '../store/store.ts';
import { articlesFor } from '../visibility/articles.ts';
import type { Audience } from '../visibility/audience.ts';
import { findCardsOf } from './find-article.ts';
import { findPopular, startOf } from './find-home.ts';
import { fitsPage, pageAddress } from './page-pattern.ts';

/** What help is wanted about: everything that suggestions depend on besides the audience, in order of weight. */
export interface Subject {
  /** Tags that the page names itself. */
  readonly asked: readonly string[];
  /** Articles and tags of the rules that fit the page's address. */
  readonly articles: readonly number[];
  readonly tags: readonly string[];
}

/** How many tags a page may name, and how long one may be. */
const mostTags = 20;
const longestTag = 64;

/** What a request's `url` and `tags` come to under a widget's rules. What cannot be read is as good as absent. */
export function subjectOf(
  rules: WidgetCall['widget']['suggestions'],
  query: { readonly url?: unknown; readonly tags?: unknown },
): Subject {
  const page = rules.length > 0 ? pageAddress(query.url) : null;
  const fitting = page ? rules.filter(({ url }) => fitsPage(url, page)) : [];
  const named = typeof query.tags === 'string' ? query.tags.split(',', mostTags) : [];
  const asked = named
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '' && tag.length <= longestTag);
  return {
    asked: [...new Set(asked)],
    articles: [...new Set(fitting.flatMap((rule) => rule.articles))],
    tags: [...new Set(fitting.flatMap((rule) => rule.tags))],
  };
}

/** The cards that suit the subject best, then the ones read most; no more than `limit`, none twice. */
export async function findSuggested(
  read: Reading,
  audience: Audience,
  languages: readonly string[],
  { asked, articles, tags }: Subject,
  limit: number,
) {
  const tagged = (names: readonly string[]) => findTagged(read, audience, languages, names, limit);
  const ranked = await Promise.all([
    tagged(asked),
    findCardsOf(read, audience, languages, articles),
    tagged(tags),
    findPopular(read, audience, languages, limit),
  ]);
  const cards = new Map(ranked.flat().map((card) => [card.id, card]));
  return [...cards.values()].slice(0, limit);
}

/** Articles with one of these tags, the ones read most first. */
async function findTagged(
  read: Reading,
  audience: Audience,
  languages: readonly string[],
  tags: readonly string[],
  limit: number,
) {
  if (tags.length === 0) return [];
  return articlesFor(read, audience, languages)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('article_tag')
          .whereRef('article_tag.article_id', '=', 'article.id')
          .where('article_tag.tag', 'in', tags)
          .select(sql.lit(1).as('tagged')),
      ),
    )
    .select(['article.id', 'article_text.title', startOf()])
    .orderBy('article.hits', 'desc')
    .orderBy('article.id')
    .limit(limit)
    .execute();
}
