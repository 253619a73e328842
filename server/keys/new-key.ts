import { randomBytes } from 'node:crypto';
import type { Door } from '../../contract/token.ts';
import type { NewRow } from '../store/schema.ts';
import { type Algorithm, policyOf } from '../tokens/policy.ts';
import { secretFault } from '../tokens/secret.ts';
import { KeyRefused } from './refused.ts';

/** What to make. Times are milliseconds since 1970. */
export interface KeyRequest {
  readonly site: number;
  readonly door: Door;
  /** The door's usual one where absent. */
  readonly alg?: Algorithm;
  /** Brought from elsewhere, used as UTF-8 text; made here where absent. */
  readonly secret?: string;
  /** Not accepted before; at once where absent. */
  readonly activeFrom?: number;
  /** Not accepted from then on. */
  readonly retireAt?: number;
}

const secretBytes: Readonly<Record<Algorithm, number>> = { HS256: 32, HS512: 64 };

/** @throws KeyRefused `input_invalid` */
export function newKey(request: KeyRequest, now: number): NewRow<'signing_key'> {
  const { site, door, activeFrom = now, retireAt = null } = request;
  const algorithms: readonly Algorithm[] = policyOf(door)?.algorithms ?? [];
  const alg = request.alg ?? algorithms[0];
  if (!alg) throw new KeyRefused('input_invalid', 'door', 'must be a door that takes keys');
  if (!algorithms.includes(alg)) {
    throw new KeyRefused('input_invalid', 'alg', `must be ${algorithms.join(' or ')}`);
  }
  // The text itself is the secret: 43 characters of base64url hold the 32 random bytes of an HS256 key.
  const secret = request.secret ?? randomBytes(secretBytes[alg]).toString('base64url');
  const fault = secretFault(secret, alg);
  if (fault) throw new KeyRefused('input_invalid', 'secret', fault);
  if (retireAt !== null && retireAt <= Math.max(now, activeFrom)) {
    throw new KeyRefused('input_invalid', 'retireAt', 'must be later than now and than activeFrom');
  }
  return {
    site_id: site,
    door,
    kid: randomBytes(9).toString('base64url'),
    alg,
    secret,
    active_from: activeFrom,
    retire_at: retireAt,
    revoked_at: null,
    created_at: now,
  };
}
