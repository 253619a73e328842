import type { Door } from '../../contract/token.ts';

/** A key as the verifier needs it. The algorithm it is pinned to decides, never a token's header. */
export type SigningKey = SecretKey | PublicKey;

interface KeyLife {
  readonly id: number;
  readonly kid: string;
  /** Milliseconds since 1970, as the two after it. */
  readonly activeFrom: number;
  readonly retireAt: number | null;
  readonly revokedAt: number | null;
}

export interface SecretKey extends KeyLife {
  readonly alg: 'HS256' | 'HS512';
  /** Used as UTF-8 text, never decoded. */
  readonly secret: string;
}

export interface PublicKey extends KeyLife {
  readonly alg: 'EdDSA';
  readonly publicJwk: Ed25519Jwk;
}

/** The public half of an Ed25519 pair (RFC 8037). */
export interface Ed25519Jwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** The 32 bytes as base64url. */
  readonly x: string;
}

/** Where the verifier finds keys. `server/keys/keys.ts` is one. */
export interface KeySource {
  /**
   * All keys of one door of one site, newest first, as of now, whoever changed them.
   * @param kid what the token's header names, where it names one: a reason to look for keys anew.
   */
  keysOf(site: number, door: Door, kid?: string): Promise<readonly SigningKey[]>;
  /** Notes that a token signed with this key was accepted. Only counts in memory. */
  used(key: number): void;
  /** Notes by how many seconds the clock that signed a genuine token was ahead. Only counts in memory. */
  measured(key: number, skew: number): void;
}

/** `active` while nothing is set about its end, `retiring` until its date, `retired` from then on. */
export type KeyState = 'active' | 'retiring' | 'retired' | 'revoked';

export function stateOf(key: Pick<SigningKey, 'retireAt' | 'revokedAt'>, now: number): KeyState {
  if (key.revokedAt !== null) return 'revoked';
  if (key.retireAt === null) return 'active';
  return key.retireAt > now ? 'retiring' : 'retired';
}

/** May tokens signed with it enter now? */
export function isLive(key: SigningKey, now: number): boolean {
  const state = stateOf(key, now);
  return key.activeFrom <= now && (state === 'active' || state === 'retiring');
}
