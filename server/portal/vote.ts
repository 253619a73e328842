import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { parseInput } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import { findArticle } from '../knowledge/find-article.ts';
import { type Votes, voterOf } from '../knowledge/votes.ts';
import type { Reading } from '../store/store.ts';
import { addressesIn } from './addresses.ts';
import type { Personal } from './pages.ts';
import type { PortalCall } from './portal-call.ts';

const key = z.string().regex(/^[A-Za-z0-9_-]{22,64}$/, 'must be 22 to 64 characters of base64url');

const form = z.object({
  helpful: z.enum(['yes', 'no']),
  reason: z.string().trim().max(2_000).default(''),
  /** Of an anonymous viewer who changes what they have just said. */
  key: key.optional(),
});

/** What the address says after a vote, for one page view: nothing of it is believed beyond that page. */
const thanked = z.object({ voted: z.enum(['yes', 'no']), key: key.optional() });

/** Takes a vote and goes back to the article. @throws Refusal `not_found`, `input_invalid` */
export async function takeVote(
  parts: { read: Reading; votes: Votes },
  call: PortalCall,
  id: number,
  request: Request,
  response: Response,
): Promise<void> {
  const article = await findArticle(parts.read, call.audience, call.languages, id);
  if (!article) throw notFound();
  const { helpful, reason, key } = parseInput(form, request.body);
  const voter =
    call.viewer.kind === 'reader' ? null : (key ?? randomBytes(16).toString('base64url'));
  await parts.votes.save(call.viewer, id, {
    helpful: helpful === 'yes',
    ...(reason !== '' && { reason }),
    ...(voter !== null && { key: voter }),
  });
  const query = new URLSearchParams({ voted: helpful, ...(voter !== null && { key: voter }) });
  const address = addressesIn(call.site, call.locale).article(article);
  response.set('Cache-Control', 'no-store').redirect(303, `${address}?${query}#vote`);
}

/** What the viewer has said of an article: a reader at any time, anybody else just now. */
export async function voteOn(
  votes: Votes,
  call: PortalCall,
  id: number,
  query: object,
): Promise<Personal> {
  const now = 'voted' in query ? thanked.safeParse(query).data : undefined;
  const voter = voterOf(call.viewer, undefined);
  const helpful = voter === null ? null : await votes.of(voter, id);
  if (now) {
    const said = helpful ?? now.voted === 'yes';
    return { vote: { helpful: said, isNew: true, key: voter === null ? (now.key ?? null) : null } };
  }
  return { vote: helpful === null ? null : { helpful, isNew: false, key: null } };
}
