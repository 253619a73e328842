import type { Door } from '../../contract/token.ts';
import { policyOf } from './policy.ts';

interface Times {
  readonly exp: number;
  readonly iat?: number;
}

/** A token that is older than this when it is first seen says nothing about a clock. Seconds. */
const fresh = 60;

/**
 * By how many seconds the signer's clock was ahead of the server's when this genuine token was first seen, at the
 * least: it may have been on its way. Null where the token cannot tell.
 */
export function skewIn({ exp, iat }: Times, door: Door, now: number): number | null {
  const seconds = now / 1_000;
  const { longestLife } = policyOf(door);
  if (iat !== undefined) {
    const ahead = iat - seconds;
    if (ahead < -fresh) return null;
    // The widget's pages may keep a token for a while before they show it.
    return door === 'freshdesk' ? Math.max(ahead, 0) : ahead;
  }
  if (longestLife === null) return null;
  const ahead = exp - longestLife - seconds;
  return ahead > 0 ? ahead : null;
}

/** Which way a clock is about to be wrong by more than its door forgives: at half of that. */
export function skewWarning(door: Door, skew: number | null): 'ahead' | 'behind' | null {
  if (skew === null) return null;
  const half = policyOf(door).leeway / 2;
  if (skew > half) return 'ahead';
  return skew < -half ? 'behind' : null;
}
