import type { Door, LoginClaims } from '../../contract/token.ts';

/** The algorithms that a key may be pinned to. */
export type Algorithm = 'HS256' | 'HS512';

/** What one door asks of a login token. Times are seconds, sizes bytes. */
export interface TokenPolicy {
  /** A key of this door is pinned to one of them, the first where its maker does not say. */
  readonly algorithms: readonly [Algorithm, ...Algorithm[]];
  /** The claims without which nobody enters. */
  readonly requiredClaims: readonly (keyof LoginClaims)[];
  readonly largestToken: number;
  /** How far the clock of the signer may be off: for `exp`, `nbf` and `iat`. */
  readonly leeway: number;
  /** The most that `exp` may lie ahead of now, and of `iat` where that is given. */
  readonly longestLife: number;
  /** What `longestLife` may be exceeded by, for clocks that differ. */
  readonly lifeLeeway: number;
}

const freshdesk: TokenPolicy = Object.freeze({
  algorithms: Object.freeze(['HS256'] as const),
  requiredClaims: Object.freeze(['name', 'email', 'exp'] as const),
  largestToken: 8 * 1024,
  leeway: 30,
  longestLife: 2 * 60 * 60,
  lifeLeeway: 60,
});

const policies: Readonly<Partial<Record<Door, TokenPolicy>>> = Object.freeze({ freshdesk });

/** The policy of a door, or `undefined` while Porchlight does not have that door. */
export function policyOf(door: Door): TokenPolicy | undefined {
  return policies[door];
}
