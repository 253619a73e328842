import type { VoteAnswer, VoteRequest } from '../../contract/widget-api.ts';
import type { Api, Caller } from './api.ts';
import { randomId } from './random-id.ts';
import { has, type Shape } from './shape.ts';

const isVote: Shape<VoteAnswer> = (body): body is VoteAnswer => has(body, {});

/** Of this page view: what an anonymous reader's votes go with. */
const key = randomId();

/** Counts a vote on an article: the last one of a reader, or of an anonymous page view. */
export function castVote(
  { call }: Api,
  { pass, signal }: Caller,
  article: number,
  vote: VoteRequest,
): Promise<VoteAnswer> {
  const body = JSON.stringify(pass ? vote : { ...vote, key });
  return call(isVote, `/articles/${article}/vote`, pass, { method: 'POST', body, signal });
}
