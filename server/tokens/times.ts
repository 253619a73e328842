import type { LoginClaims } from '../../contract/token.ts';
import type { TokenPolicy } from './policy.ts';
import { TokenRefused } from './refused.ts';

type Times = Pick<LoginClaims, 'exp' | 'iat' | 'nbf'>;

/** @throws TokenRefused `token_expired` */
export function requireUnexpired({ exp }: Times, policy: TokenPolicy, now: number): void {
  const over = now / 1_000 - exp;
  if (over < policy.leeway) return;
  throw new TokenRefused(
    'token_expired',
    `The token expired ${spellSeconds(over)} ago by the server's clock.`,
    undefined,
    { serverTime: now },
  );
}

/** Neither `nbf` nor `iat` may lie in the future. @throws TokenRefused `token_not_yet_valid` */
export function requireBegun({ iat, nbf }: Times, policy: TokenPolicy, now: number): void {
  for (const [name, time = Number.NEGATIVE_INFINITY] of Object.entries({ nbf, iat })) {
    const ahead = time - now / 1_000;
    if (ahead <= policy.leeway) continue;
    throw new TokenRefused(
      'token_not_yet_valid',
      `${name} is ${spellOffset(time, now)}.`,
      undefined,
      { serverTime: now, skew: ahead },
    );
  }
}

/** @throws TokenRefused `lifetime_too_long` */
export function requireShortLife({ exp, iat }: Times, policy: TokenPolicy, now: number): void {
  if (policy.longestLife === null) return;
  const cap = `the cap is ${spellSeconds(policy.longestLife)}`;
  const longest = policy.longestLife + policy.lifeLeeway;
  const ahead = exp - now / 1_000;
  if (ahead > longest) {
    throw new TokenRefused(
      'lifetime_too_long',
      `exp is ${spellOffset(exp, now)}; ${cap}.`,
      undefined,
      { serverTime: now },
    );
  }
  if (iat !== undefined && exp - iat > longest) {
    throw new TokenRefused(
      'lifetime_too_long',
      `From iat to exp are ${spellSeconds(exp - iat)}; ${cap}.`,
      'Set exp to at most two hours after iat.',
      { serverTime: now },
    );
  }
}

/**
 * The span of the server's clock, in milliseconds, in which all three rules above hold:
 * `from <= now < until`. Lets a token that was verified once be checked again by two comparisons.
 */
export function acceptableSpan({ exp, iat, nbf }: Times, policy: TokenPolicy) {
  const earliest = Math.max(
    (nbf ?? Number.NEGATIVE_INFINITY) - policy.leeway,
    (iat ?? Number.NEGATIVE_INFINITY) - policy.leeway,
    policy.longestLife === null
      ? Number.NEGATIVE_INFINITY
      : exp - policy.longestLife - policy.lifeLeeway,
  );
  return { from: earliest * 1_000, until: (exp + policy.leeway) * 1_000 };
}

/**
 * When a token was issued, in milliseconds: by `iat`, else the earliest moment from which it may live until `exp`,
 * which is any where the door has no longest life.
 */
export function issuedAt({ exp, iat }: Times, { longestLife, lifeLeeway }: TokenPolicy): number {
  if (iat !== undefined) return iat * 1_000;
  return longestLife === null ? Number.NEGATIVE_INFINITY : (exp - longestLife - lifeLeeway) * 1_000;
}

/** Such as "12 m 05 s ahead of the server's clock". */
export function spellOffset(time: number, now: number): string {
  const ahead = time - now / 1_000;
  return `${spellSeconds(Math.abs(ahead))} ${ahead < 0 ? 'behind' : 'ahead of'} the server's clock`;
}

/** Such as "45 s", "12 m 05 s" or "2 h 07 m". */
export function spellSeconds(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (part: number) => String(part).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  if (minutes === 0) return `${whole} s`;
  if (minutes < 60) return `${minutes} m ${two(whole % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} m`;
}
