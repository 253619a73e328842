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
  /**
   * Whether `query` of a request was signed by `sign` for this file, whatever its rules are by now, and is not too old.
   * Found out without the store, so that a forged one tells nothing of what is there.
   */
  isOurs(id: number, query: Signature): boolean;
  /** Whether it also still holds. */
  isSigned(id: number, rules: string, query: Signature): boolean;
  /** Changes when `sign` begins to answer anew: what is remembered with signed addresses is stale then. */
  window(): number;
}

/** Of a request's query, so anything. */
export interface Signature {
  readonly until?: unknown;
  readonly signature?: unknown;
}

/** An address is handed out for at least this long, and for at most twice as long, in milliseconds. */
const lifetime = 5 * 60_000;

/** @param secret random bytes; links do not outlive it. */
export function openFileLinks(secret: Buffer, clock: Clock): FileLinks {
  const window = () => Math.floor(clock() / lifetime);

  function signatureOf(what: readonly unknown[]): string {
    return createHmac('sha256', secret).update(JSON.stringify(what)).digest('base64url');
  }

  /** Two digests: of what needs no look-up, and of everything. */
  function partsOf({ until, signature }: Signature) {
    if (typeof until !== 'string' || typeof signature !== 'string') return null;
    const end = Number(until);
    const [ours = '', whole = ''] = signature.split('.');
    return Number.isSafeInteger(end) && end >= clock() ? { end, ours, whole } : null;
  }

  return {
    window,
    sign(id, rules) {
      const until = (window() + 2) * lifetime;
      const signature = `${signatureOf([id, until])}.${signatureOf([id, rules, until])}`;
      return `?until=${until}&signature=${signature}`;
    },
    isOurs(id, query) {
      const parts = partsOf(query);
      return parts !== null && isSame(parts.ours, signatureOf([id, parts.end]));
    },
    isSigned(id, rules, query) {
      const parts = partsOf(query);
      return parts !== null && isSame(parts.whole, signatureOf([id, rules, parts.end]));
    },
  };
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
