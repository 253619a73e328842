import type { Door } from '../../contract/token.ts';
import type { Algorithm } from './policy.ts';

/** A key as the verifier needs it. Times are milliseconds since 1970. */
export interface SigningKey {
  readonly id: number;
  readonly kid: string;
  /** The algorithm it is pinned to: the key decides, never a token's header. */
  readonly alg: Algorithm;
  /** Used as UTF-8 text, never decoded. */
  readonly secret: string;
  readonly activeFrom: number;
  readonly retireAt: number | null;
  readonly revokedAt: number | null;
}

/** Where the verifier finds keys. `server/keys/keys.ts` is one. */
export interface KeySource {
  /** All keys of one door of one site, newest first, as of now, whoever changed them. */
  keysOf(site: number, door: Door): Promise<readonly SigningKey[]>;
  /** Notes that a token signed with this key was accepted. Only counts in memory. */
  used(key: number): void;
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
