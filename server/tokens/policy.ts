import type { Algorithm, Door, DoorClaims, PortalClaims } from '../../contract/token.ts';
import { parseLoginClaims, type SignedClaims } from './claims.ts';
import {
  parseDeveloperhubClaims,
  parseHelpkitClaims,
  parseMintlifyClaims,
} from './portal-claims.ts';

/** What one door asks of a login token. Times are seconds, sizes bytes. */
export interface TokenPolicy<Claims = unknown> {
  /** A key of this door is pinned to one of them, the first where its maker does not say. */
  readonly algorithms: readonly [Algorithm, ...Algorithm[]];
  /** The claims without which nobody enters. */
  readonly requiredClaims: readonly string[];
  /** What the claim `version` must be; null where the door has no versions. */
  readonly version: number | null;
  /** Whether the claim `host` is held against the names of the site. */
  readonly checksHost: boolean;
  readonly largestToken: number;
  /** How far the clock of the signer may be off: for `exp`, `nbf` and `iat`. */
  readonly leeway: number;
  /** The most that `exp` may lie ahead of now, and of `iat` where that is given; null for any. */
  readonly longestLife: number | null;
  /** What `longestLife` may be exceeded by, for clocks that differ. */
  readonly lifeLeeway: number;
  /** @throws TokenRefused `claim_invalid` */
  readonly parse: (claims: SignedClaims) => Claims;
}

const freshdesk: TokenPolicy<DoorClaims['freshdesk']> = Object.freeze({
  algorithms: Object.freeze(['HS256'] as const),
  requiredClaims: Object.freeze(['name', 'email', 'exp']),
  version: null,
  checksHost: false,
  largestToken: 8 * 1024,
  leeway: 30,
  longestLife: 2 * 60 * 60,
  lifeLeeway: 60,
  parse: parseLoginClaims,
});

/** Its sample signs seven days: how long the session may last is the site's to say. */
const helpkit: TokenPolicy<PortalClaims> = Object.freeze({
  ...freshdesk,
  requiredClaims: Object.freeze(['exp']),
  longestLife: null,
  parse: parseHelpkitClaims,
});

const developerhub: TokenPolicy<PortalClaims> = Object.freeze({
  ...helpkit,
  algorithms: Object.freeze(['HS256', 'HS512'] as const),
  requiredClaims: Object.freeze(['version', 'exp']),
  version: 1,
  parse: parseDeveloperhubClaims,
});

const mintlify: TokenPolicy<PortalClaims> = Object.freeze({
  ...helpkit,
  algorithms: Object.freeze(['EdDSA'] as const),
  checksHost: true,
  leeway: 10,
  parse: parseMintlifyClaims,
});

const policies: { readonly [Name in Door]: TokenPolicy<DoorClaims[Name]> } = Object.freeze({
  freshdesk,
  helpkit,
  developerhub,
  mintlify,
});

export function policyOf<Name extends Door>(door: Name): TokenPolicy<DoorClaims[Name]> {
  return policies[door];
}
