import type { Algorithm, Door } from '../../contract/token.ts';
import type { Row } from '../store/schema.ts';
import { type Ed25519Jwk, type KeyState, stateOf } from '../tokens/signing-key.ts';
import { publicJwk } from './public-key.ts';

/** A key as its owner sees it: without its secret. Times are milliseconds since 1970. */
export interface KeySummary {
  readonly id: number;
  readonly site: number;
  readonly door: Door;
  readonly kid: string;
  readonly alg: Algorithm;
  /** Of an EdDSA key: its public half, or the address where its public keys are published. */
  readonly publicJwk: Ed25519Jwk | null;
  readonly jwksUrl: string | null;
  readonly state: KeyState;
  readonly createdAt: number;
  readonly activeFrom: number;
  readonly retireAt: number | null;
  readonly revokedAt: number | null;
}

/** A new key, with what signs this once: see `NewKey.secret`. */
export interface MadeKey extends KeySummary {
  readonly secret: string;
}

export interface ListedKey extends KeySummary {
  readonly lastUsedAt: number | null;
  /** How many tokens it let in during the last 24 hours, counted by the hour. */
  readonly usesInDay: number;
  /**
   * Seconds by which the clock that signs was ahead of the server's during the last 24 hours (behind where negative);
   * null where no token told.
   */
  readonly skew: number | null;
  /** Whether its door will soon refuse its tokens for that. */
  readonly skewWarning: 'ahead' | 'behind' | null;
}

/** Names what its owner may see of a key: never the secret. */
export function summary(row: Row<'signing_key'>, now: number): KeySummary {
  return {
    id: row.id,
    site: row.site_id,
    door: row.door,
    kid: row.kid,
    alg: row.alg,
    publicJwk: row.public_jwk === null ? null : publicJwk.parse(JSON.parse(row.public_jwk)),
    jwksUrl: row.jwks_url,
    state: stateOf({ retireAt: row.retire_at, revokedAt: row.revoked_at }, now),
    createdAt: row.created_at,
    activeFrom: row.active_from,
    retireAt: row.retire_at,
    revokedAt: row.revoked_at,
  };
}
