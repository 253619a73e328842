import { sql } from 'kysely';
import { z } from 'zod';
import { cutPage, type Page, pageOf } from '../http/freshdesk.ts';
import { parseInput } from '../http/input.ts';
import type { Route } from '../http/route.ts';
import type { Reading } from '../store/store.ts';
import type { Parts } from './addressed.ts';

const filter = z.object({
  article: z.coerce.number('must be the id of an article').int().min(1).optional(),
  helpful: z.enum(['true', 'false'], 'must be true or false').optional(),
  reader: z.string('must be an e-mail address').trim().toLowerCase().max(320).optional(),
});

/** `GET /api/v1/votes?article=&helpful=&reader=`: what readers found helpful and why not, the latest first. */
export function voteRoutes({ store, url }: Pick<Parts, 'store' | 'url'>): Route[] {
  return [
    {
      method: 'get',
      path: '/votes',
      visibility: 'agent',
      async handle(request, response) {
        const page = pageOf(request);
        const rows = await findVotes(store.read, parseInput(filter, request.query), page);
        response.json(cutPage(page, rows, request, response, url).map(presentVote));
      },
    },
  ];
}

async function findVotes(
  read: Reading,
  { article, helpful, reader }: z.output<typeof filter>,
  { limit, offset }: Page,
) {
  let query = read
    .selectFrom('vote')
    .selectAll('vote')
    .select(
      sql<string | null>`(
        select text.title from article_text as text
        join article on article.id = text.article_id
        join folder on folder.id = article.folder_id
        join category on category.id = folder.category_id
        join site on site.id = category.site_id
        where text.article_id = vote.article_id
        order by text.locale = site.primary_locale desc, text.locale limit 1)`.as('title'),
    )
    .orderBy('vote.updated_at', 'desc')
    .orderBy('vote.article_id')
    .orderBy('vote.voter')
    .limit(limit)
    .offset(offset);
  if (article !== undefined) query = query.where('vote.article_id', '=', article);
  if (helpful !== undefined) query = query.where('vote.helpful', '=', helpful === 'true' ? 1 : 0);
  if (reader !== undefined) query = query.where('vote.voter', '=', `reader:${reader}`);
  return query.execute();
}

/** The key of an anonymous page view stays here: it is what lets that page change its vote. */
function presentVote(vote: Awaited<ReturnType<typeof findVotes>>[number]) {
  const [, email] = /^reader:(.*)$/s.exec(vote.voter) ?? [];
  return {
    article: { id: vote.article_id, title: vote.title },
    helpful: vote.helpful === 1,
    reason: vote.reason,
    reader: email === undefined ? null : { name: vote.reader_name, email },
    createdAt: new Date(vote.created_at).toISOString(),
    updatedAt: new Date(vote.updated_at).toISOString(),
  };
}
