import { hash } from 'node:crypto';
import type { Request } from 'express';
import QuickLRU from 'quick-lru';
import type { Clock } from '../clock.ts';
import type { Site } from '../sites/by-host.ts';

/**
 * Finds browsers that go round in circles because they keep no cookies: they are sent to sign in, come back with a
 * fresh token to the page that they wanted, and stand there without a session again.
 */
export interface Circles {
  /** A browser has been signed in as this reader, and is sent to `to`. */
  entered(request: Request, site: Site, to: string, reader: string): void;
  /** Whether a browser without cookies stands before `to` for the third time, within a minute, as the same reader. */
  isRound(request: Request, site: Site, to: string): boolean;
}

const window = 60_000;
const allowed = 2;
const remembered = 10_000;

export function openCircles(clock: Clock): Circles {
  const known = new QuickLRU<string, { reader: string; times: readonly number[] }>({
    maxSize: remembered,
  });

  function recent(key: string, reader?: string): readonly number[] {
    const before = known.get(key);
    if (!before || (reader !== undefined && before.reader !== reader)) return [];
    return before.times.filter((time) => clock() - time < window);
  }

  return {
    entered(request, site, to, reader) {
      if (request.headers.cookie !== undefined) return;
      const key = keyOf(request, site, to);
      known.set(key, { reader, times: [...recent(key, reader), clock()].slice(-allowed) });
    },
    isRound(request, site, to) {
      if (request.headers.cookie !== undefined) return false;
      return recent(keyOf(request, site, to)).length >= allowed;
    },
  };
}

function keyOf({ ip, headers }: Request, site: Site, to: string): string {
  return hash('sha256', JSON.stringify([site.id, ip, headers['user-agent'], to]), 'base64url');
}
