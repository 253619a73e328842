import { createHash } from 'node:crypto';
import type { Response } from 'express';
import QuickLRU from 'quick-lru';
import type { Store } from '../store/store.ts';
import type { Audience } from '../visibility/audience.ts';

/** The bytes of an answer and their entity tag. */
export interface Answer {
  readonly body: Buffer;
  readonly etag: string;
}

/** Answers that were made before, for the same audience. */
export interface Answers {
  /**
   * The answer named `name` for this audience, made at most once while nothing changes.
   * `name` must hold everything that `make` depends on besides the audience; nothing of a single reader may enter.
   */
  remembered(audience: Audience, name: string, make: () => Promise<unknown>): Promise<Answer>;
}

/** At some 5 kB each about 25 MB. */
const kept = 5_000;

export function openAnswers(store: Store): Answers {
  const known = new QuickLRU<string, Promise<Answer>>({ maxSize: kept });
  let seen = '';

  return {
    remembered(audience, name, make) {
      const { knowledge, sites } = store.revisions();
      const current = `${knowledge} ${sites}`;
      if (current !== seen) {
        known.clear();
        seen = current;
      }
      const key = `${audience.key} ${name}`;
      const before = known.get(key);
      if (before) return before;
      const answer = make().then((value) => answerOf(JSON.stringify(value)));
      // An audience found before the latest change may not be shown again for it.
      if (audience.revision === knowledge) {
        known.set(key, answer);
        const forget = () => {
          if (known.get(key) === answer) known.delete(key);
        };
        answer.then(() => store.revisions().knowledge !== knowledge && forget(), forget);
      }
      return answer;
    },
  };
}

export function answerOf(text: string): Answer {
  const body = Buffer.from(text);
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` };
}

/**
 * Sends JSON to the one who asked and to nobody else: no shared cache keeps it, and what was restricted is
 * not kept by the browser either.
 */
export function sendToViewer(response: Response, answer: Answer, isAnonymous: boolean): void {
  response.setHeader('Cache-Control', isAnonymous ? 'private, no-cache' : 'private, no-store');
  response.vary('Authorization');
  sendUnlessKnown(response, answer, 'application/json; charset=utf-8');
}

/** Sends an answer, or 304 to who has it. Only for what the one who asks was found to be admitted to. */
export function sendUnlessKnown(response: Response, { body, etag }: Answer, type: string): void {
  response.setHeader('ETag', etag);
  if (tagsIn(response.req.headers['if-none-match']).includes(etag)) {
    response.status(304).end();
    return;
  }
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

/** The tags of an If-None-Match header. A proxy that compresses marks them as weak. */
function tagsIn(header = ''): string[] {
  return header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}
