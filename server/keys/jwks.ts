import type { Clock } from '../clock.ts';
import type { Ed25519Jwk } from '../tokens/signing-key.ts';
import type { FetchJwks } from './fetch-jwks.ts';
import { keysIn } from './public-key.ts';

/** Public keys that customers publish at an address of their own. */
export interface PublishedKeys {
  /**
   * The keys at `url`, as far as they are known. Fetched again when they are old, or when `kid` names none of
   * them, at most once a minute.
   */
  at(url: string, kid?: string): Promise<readonly PublishedKey[]>;
}

export interface PublishedKey {
  readonly kid: string;
  readonly jwk: Ed25519Jwk;
}

/** Milliseconds. */
const freshFor = 10 * 60_000;
const pause = 60_000;
/** How long keys count whose address does not answer any more. */
const staleFor = 60 * 60_000;

interface Known {
  keys: readonly PublishedKey[];
  fetchedAt: number;
  triedAt: number;
  underway: Promise<void> | null;
}

export function openPublishedKeys(parts: { fetchJwks: FetchJwks; clock: Clock }): PublishedKeys {
  const { fetchJwks, clock } = parts;
  const known = new Map<string, Known>();

  async function refresh(url: string, entry: Known): Promise<void> {
    entry.triedAt = clock();
    try {
      entry.keys = keysIn(await fetchJwks(url));
      entry.fetchedAt = clock();
    } catch {
      // What is known goes on counting for a while; who signs with a key that is not known is refused.
    }
  }

  return {
    async at(url, kid) {
      const never = Number.NEGATIVE_INFINITY;
      const entry = known.get(url) ?? {
        keys: [],
        fetchedAt: never,
        triedAt: never,
        underway: null,
      };
      known.set(url, entry);
      const isOld = clock() - entry.fetchedAt >= freshFor;
      const isUnknown = kid !== undefined && !entry.keys.some((key) => key.kid === kid);
      if ((isOld || isUnknown) && clock() - entry.triedAt >= pause) {
        entry.underway ??= refresh(url, entry).finally(() => {
          entry.underway = null;
        });
      }
      await entry.underway;
      return clock() - entry.fetchedAt < staleFor ? entry.keys : [];
    },
  };
}
