import { randomUUID } from 'node:crypto';
import jwt from 'jwt-simple';
import { z } from 'zod';
import type { TokenAnswer } from '../../contract/token.ts';
import { emailAddress, groupNames, localeCode, personName } from './people.ts';

/** Seconds: the most that the `freshdesk` door accepts, and what a token gets when nothing else is asked. */
export const longestLife = 7_200;

export const lifeInSeconds = z
  .number({ error: `must be a number of seconds, 1 to ${longestLife}` })
  .int('must be whole seconds')
  .min(1, 'must be 1 or more')
  .max(longestLife, `must be at most ${longestLife} (two hours)`);

/** Leaves room for the other claims in the 8 KiB that a token may have. */
const mostGroupBytes = 4_096;

/** Whom a token is for, checked by the rules that the verifier will hold it against. */
export const tokenRequest = z.object({
  name: personName,
  email: emailAddress,
  groups: groupNames
    .refine(
      (groups) => Buffer.byteLength(JSON.stringify(groups)) <= mostGroupBytes,
      `must have at most ${mostGroupBytes} bytes together`,
    )
    .exactOptional(),
  locale: localeCode.exactOptional(),
  expiresIn: lifeInSeconds.exactOptional(),
});

/** A `TokenRequest` that has been through {@link tokenRequest}. */
export type CheckedTokenRequest = z.output<typeof tokenRequest>;

/** What signs: the newest live key of the site. */
export interface SignWith {
  /** Used as UTF-8 text, 32 bytes or more. */
  readonly secret: string;
  /** Names the key in the token's header, so that the verifier tries no other. */
  readonly kid?: string;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/**
 * Signs a login token for the `freshdesk` door, HS256. Each is different, even within one second:
 * a reader who signs out and in again must not be handed the token that just ended.
 */
export function issueToken(request: CheckedTokenRequest, signWith: SignWith): TokenAnswer {
  const { name, email, groups, locale, expiresIn = longestLife } = request;
  const iat = Math.floor(signWith.clock() / 1_000);
  const exp = iat + expiresIn;
  const claims = {
    name,
    email,
    ...(groups && { groups }),
    ...(locale && { locale }),
    iat,
    exp,
    jti: randomUUID(),
  };
  const header = signWith.kid === undefined ? {} : { kid: signWith.kid };
  const token = jwt.encode(claims, signWith.secret, 'HS256', { header });
  return { token, expiresAt: new Date(exp * 1_000).toISOString() };
}
