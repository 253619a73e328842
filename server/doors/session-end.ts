import type { RedirectDoor } from '../../contract/token.ts';
import type { VerifiedLogin } from '../tokens/verify.ts';

const day = 86_400_000;

/** The longest session of each door where the site does not say, in milliseconds. */
const longest: Readonly<Record<RedirectDoor, number>> = {
  helpkit: 7 * day,
  developerhub: 30 * day,
  mintlify: 14 * day,
};

/**
 * When a session ends that this login token opens: with the token, or of the `mintlify` door, where the token is only
 * for the handover, at `expiresAt`; never later than the site allows. Milliseconds since 1970.
 * @param sessionMax of the site, in seconds.
 */
export function sessionEnd(
  door: RedirectDoor,
  { claims, rememberUntil }: VerifiedLogin,
  sessionMax: number | null,
  now: number,
): number {
  const cap = now + (sessionMax === null ? longest[door] : sessionMax * 1_000);
  if (door !== 'mintlify') return Math.min(cap, rememberUntil);
  return claims.expiresAt === undefined ? cap : Math.min(cap, claims.expiresAt * 1_000);
}

/** The same for sessions that no token opens: by password, or by a link. */
export function ownSessionEnd(sessionMax: number | null, now: number): number {
  return now + (sessionMax === null ? 7 * day : sessionMax * 1_000);
}
