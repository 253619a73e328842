import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Algorithm, Door } from '../../contract/token.ts';
import type { NewRow } from '../store/schema.ts';
import type { Vault } from '../store/vault.ts';
import { policyOf } from '../tokens/policy.ts';
import { secretFault } from '../tokens/secret.ts';
import type { Ed25519Jwk, SecretKey } from '../tokens/signing-key.ts';
import { publicJwk } from './public-key.ts';
import { KeyRefused } from './refused.ts';

/** What to make. Times are milliseconds since 1970. */
export interface KeyRequest {
  readonly site: number;
  readonly door: Door;
  /** The door's usual one where absent. */
  readonly alg?: Algorithm;
  /** Brought from elsewhere, used as UTF-8 text; made here where absent. */
  readonly secret?: string;
  /** Of an EdDSA key: the public half of a pair that was made elsewhere. */
  readonly publicJwk?: Ed25519Jwk;
  /** Of an EdDSA key: where a JWK Set of public keys is published. */
  readonly jwksUrl?: string;
  /** Not accepted before; at once where absent. */
  readonly activeFrom?: number;
  /** Not accepted from then on. */
  readonly retireAt?: number;
}

export interface NewKey {
  readonly row: NewRow<'signing_key'>;
  /**
   * What signs: the secret, or of a pair that was made here the private key as PKCS8 PEM, which is kept nowhere.
   * Empty where a public key was brought.
   */
  readonly secret: string;
}

const secretBytes: Readonly<Record<SecretKey['alg'], number>> = { HS256: 32, HS512: 64 };

/** @throws KeyRefused `input_invalid` */
export function newKey(request: KeyRequest, vault: Vault, now: number): NewKey {
  const { site, door, activeFrom = now, retireAt = null } = request;
  const { algorithms } = policyOf(door);
  const alg = request.alg ?? algorithms[0];
  if (!algorithms.includes(alg)) {
    throw new KeyRefused('input_invalid', 'alg', `must be ${algorithms.join(' or ')}`);
  }
  if (retireAt !== null && retireAt <= Math.max(now, activeFrom)) {
    throw new KeyRefused('input_invalid', 'retireAt', 'must be later than now and than activeFrom');
  }
  const life = {
    site_id: site,
    door,
    kid: randomBytes(9).toString('base64url'),
    active_from: activeFrom,
    retire_at: retireAt,
    revoked_at: null,
    created_at: now,
  };
  if (alg !== 'EdDSA') return withSecret({ ...life, alg }, request, vault);
  if (request.secret !== undefined) {
    throw new KeyRefused('input_invalid', 'secret', 'must be left out: EdDSA has key pairs');
  }
  if (request.publicJwk && request.jwksUrl !== undefined) {
    throw new KeyRefused('input_invalid', 'jwksUrl', 'must be left out beside publicJwk');
  }
  return withPair({ ...life, alg }, request);
}

/** What is sealed opens for this key alone. */
export function sealOf(kid: string): string {
  return `signing key ${kid}`;
}

type Life<Alg> = Omit<NewRow<'signing_key'>, 'secret' | 'alg'> & { alg: Alg; kid: string };

function withSecret(life: Life<SecretKey['alg']>, request: KeyRequest, vault: Vault): NewKey {
  for (const path of ['publicJwk', 'jwksUrl'] as const) {
    if (request[path] === undefined) continue;
    throw new KeyRefused('input_invalid', path, `must be left out: ${life.alg} has secrets`);
  }
  // The text itself is the secret: 43 characters of base64url hold the 32 random bytes of an HS256 key.
  const secret = request.secret ?? randomBytes(secretBytes[life.alg]).toString('base64url');
  const fault = secretFault(secret, life.alg);
  if (fault) throw new KeyRefused('input_invalid', 'secret', fault);
  const sealed = vault.seal(secret, sealOf(life.kid));
  return { row: { ...life, secret: '', sealed_secret: sealed }, secret };
}

function withPair(life: Life<'EdDSA'>, request: KeyRequest): NewKey {
  const row = { ...life, secret: '' };
  if (request.jwksUrl !== undefined) {
    return { row: { ...row, jwks_url: request.jwksUrl }, secret: '' };
  }
  if (request.publicJwk) {
    return { row: { ...row, public_jwk: JSON.stringify(request.publicJwk) }, secret: '' };
  }
  const pair = generateKeyPairSync('ed25519');
  const jwk = publicJwk.parse(pair.publicKey.export({ format: 'jwk' }));
  const secret = String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
  return { row: { ...row, public_jwk: JSON.stringify(jwk) }, secret };
}
