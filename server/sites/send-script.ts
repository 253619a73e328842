import type { Response } from 'express';
import { answerOf } from '../http/answers.ts';
import { unchanging } from '../http/built-files.ts';
import { sendPacked } from '../http/packed.ts';
import { notFound } from '../http/problem.ts';

/** Of an address whose answer changes with settings and builds. */
export const changing = 'public, max-age=300';

const javaScript = 'text/javascript; charset=utf-8';

/** Whatever page it is on may load it. */
export const forAnyPage = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/** Of a published version. @throws Refusal `not_found` where there is none */
export async function sendKept(
  response: Response,
  content: string | null,
  type = javaScript,
): Promise<void> {
  if (content === null) throw notFound();
  return sendScript(response, content, unchanging, type);
}

export function sendScript(
  response: Response,
  script: string,
  caching: string,
  type = javaScript,
): Promise<void> {
  response.set({ 'Cache-Control': caching, ...forAnyPage });
  return sendPacked(response, answerOf(script), type, 'built');
}
