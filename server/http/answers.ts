import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { Store } from '../store/store.ts';
import type { Audience } from '../visibility/audience.ts';
import { openRemembered } from './remembered.ts';

/** The bytes of an answer and their entity tag. */
export interface Answer {
  readonly body: Buffer;
  readonly etag: string;
}

/** Answers as JSON that were made before, for the same audience. */
export interface Answers {
  /** As `Remembered.remembered`, of values that become JSON. */
  remembered(audience: Audience, name: string, make: () => Promise<unknown>): Promise<Answer>;
}

/** At some 5 kB each about 25 MB. */
const kept = 5_000;

export function openAnswers(store: Store): Answers {
  const answers = openRemembered<Answer>(store, kept);
  return {
    remembered(audience, name, make) {
      const answer = async () => answerOf(JSON.stringify(await make()));
      return answers.remembered(audience, name, answer);
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
  response.setHeader('Vary', 'Origin, Authorization');
  sendUnlessKnown(response, answer, 'application/json; charset=utf-8');
}

/** Sends an answer, or 304 to who has it. Only for what the one who asks was found to be admitted to. */
export function sendUnlessKnown(response: Response, { body, etag }: Answer, type: string): void {
  response.setHeader('ETag', etag);
  const known = response.req.headers['if-none-match'];
  if (known !== undefined && tagsIn(known).includes(etag)) {
    response.status(304).end();
    return;
  }
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', body.length);
  // Once all that has come in this turn is read: answers leave together, and who waits for many is woken once.
  setImmediate(() => response.end(body));
}

/** The tags of an If-None-Match header. A proxy that compresses marks them as weak. */
function tagsIn(header: string): string[] {
  return header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}
