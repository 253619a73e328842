import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Response } from 'express';
import QuickLRU from 'quick-lru';
import { type Answer, sendUnlessKnown } from './answers.ts';

/** How much a brotli answer is worked on: what is built stays for long, a page for as long as nobody writes. */
export type Effort = 'built' | 'page';

const quality: Record<Effort, number> = { built: 11, page: 5 };

/** Below this, in bytes, packing saves nothing that a network packet would notice. */
const least = 256;

/** By coding and content. The largest of what is built takes 30 kB packed. */
const packed = new QuickLRU<string, Promise<Answer>>({ maxSize: 500 });

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/**
 * Sends what anybody may have, packed as the browser takes it: once for each content, off the serving thread. Nothing
 * else may be sent by this: the length of a packed answer tells of a secret in it to whoever chooses the words beside.
 */
export async function sendPacked(
  response: Response,
  answer: Answer,
  type: string,
  effort: Effort,
): Promise<void> {
  sendUnlessKnown(response, await packedFor(response, answer, effort), type);
}

/** The same for those who send it themselves: what to send, with the headers that say how it is packed. */
export async function packedFor(
  response: Response,
  answer: Answer,
  effort: Effort,
): Promise<Answer> {
  response.vary('Accept-Encoding');
  const coding = codingFor(response, answer);
  if (!coding) return answer;
  response.setHeader('Content-Encoding', coding);
  return packedAs(coding, answer, effort);
}

const codings = ['br', 'gzip'] as const;
type Coding = (typeof codings)[number];

function codingFor({ req: request }: Response, { body }: Answer): Coding | null {
  if (request.headers['accept-encoding'] === undefined || body.length < least) return null;
  // Browsers name brotli last of those that they take alike.
  return codings.find((coding) => request.acceptsEncodings(coding)) ?? null;
}

function packedAs(coding: Coding, answer: Answer, effort: Effort): Promise<Answer> {
  const name = `${coding} ${answer.etag}`;
  const before = packed.get(name);
  if (before) return before;
  const made = pack(coding, answer, effort);
  packed.set(name, made);
  return made;
}

async function pack(coding: Coding, { body, etag }: Answer, effort: Effort): Promise<Answer> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: quality[effort],
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  };
  return {
    body: coding === 'br' ? await brotli(body, { params }) : await zip(body, { level: 9 }),
    // Another body, and so another tag.
    etag: etag.replace(/"$/, `-${coding}"`),
  };
}
