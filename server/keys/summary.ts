import type { Door } from '../../contract/token.ts';
import type { Row } from '../store/schema.ts';
import type { Algorithm } from '../tokens/policy.ts';
import { type KeyState, type SigningKey, stateOf } from '../tokens/signing-key.ts';

/** A key as its owner sees it: without its secret. Times are milliseconds since 1970. */
export interface KeySummary {
  readonly id: number;
  readonly site: number;
  readonly door: Door;
  readonly kid: string;
  readonly alg: Algorithm;
  readonly state: KeyState;
  readonly createdAt: number;
  readonly activeFrom: number;
  readonly retireAt: number | null;
  readonly revokedAt: number | null;
}

/** A new key, with its secret this once. */
export interface MadeKey extends KeySummary {
  readonly secret: string;
}

export interface ListedKey extends KeySummary {
  readonly lastUsedAt: number | null;
  /** How many tokens it let in during the last 24 hours, counted by the hour. */
  readonly usesInDay: number;
}

/** Names what its owner may see of a key: never the secret. */
export function summary(row: Row<'signing_key'>, now: number): KeySummary {
  const { kid, alg, activeFrom, retireAt, revokedAt } = signingKey(row);
  return {
    id: row.id,
    site: row.site_id,
    door: row.door,
    kid,
    alg,
    state: stateOf({ retireAt, revokedAt }, now),
    createdAt: row.created_at,
    activeFrom,
    retireAt,
    revokedAt,
  };
}

export function signingKey(row: Row<'signing_key'>): SigningKey {
  return {
    id: row.id,
    kid: row.kid,
    alg: row.alg,
    secret: row.secret,
    activeFrom: row.active_from,
    retireAt: row.retire_at,
    revokedAt: row.revoked_at,
  };
}
