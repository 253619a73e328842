import type { Response } from 'express';
import { answerOf, sendUnlessKnown } from '../http/answers.ts';
import { notFound } from '../http/problem.ts';

/** Of an address whose answer changes with settings and builds. */
export const changing = 'public, max-age=300';
const unchanging = 'public, max-age=31536000, immutable';

/** Of a published version. @throws Refusal `not_found` where there is none */
export function sendKept(response: Response, script: string | null): void {
  if (script === null) throw notFound();
  sendScript(response, script, unchanging);
}

export function sendScript(response: Response, script: string, caching: string): void {
  response.set({
    'Cache-Control': caching,
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  });
  sendUnlessKnown(response, answerOf(script), 'text/javascript; charset=utf-8');
}
