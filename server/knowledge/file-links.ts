import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../clock.ts';

/**
 * Addresses of files for those who may read the article. An `<img>` can send no token, so the address of a
 * restricted file is signed for minutes, over the file, the end, and the rules of every folder above it:
 * it dies when it is old and at the moment when one of those rules changes.
 */
export interface FileLinks {
  /** The query, with its question mark, that opens file `id` of an article in a folder with these rules. */
  sign(id: number, rules: string): string;
  /** Whether `query` of a request was signed by `sign` and still holds. */
  isSigned(id: number, rules: string, query: { until?: unknown; signature?: unknown }): boolean;
  /** Changes when `sign` begins to answer anew: what is remembered with signed addresses is stale then. */
  window(): number;
}

/** An address is handed out for at least this long, and for at most twice as long, in milliseconds. */
const lifetime = 5 * 60_000;

/** @param secret random bytes; links do not outlive it. */
export function openFileLinks(secret: Buffer, clock: Clock): FileLinks {
  const window = () => Math.floor(clock() / lifetime);

  function signatureOf(id: number, rules: string, until: number): string {
    return createHmac('sha256', secret)
      .update(JSON.stringify([id, rules, until]))
      .digest('base64url');
  }

  return {
    window,
    sign(id, rules) {
      const until = (window() + 2) * lifetime;
      return `?until=${until}&signature=${signatureOf(id, rules, until)}`;
    },
    isSigned(id, rules, { until, signature }) {
      if (typeof until !== 'string' || typeof signature !== 'string') return false;
      const end = Number(until);
      if (!Number.isSafeInteger(end) || end < clock()) return false;
      const expected = Buffer.from(signatureOf(id, rules, end));
      const given = Buffer.from(signature);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
  };
}
