import { z } from 'zod';
import type { LoginClaims } from '../../contract/token.ts';
import { NotAnObject, readJsonObject } from './json-object.ts';
import { emailAddress, groupNames, localeCode, personName } from './people.ts';
import type { TokenPolicy } from './policy.ts';
import { TokenRefused } from './refused.ts';

/** The claims as they were signed, whatever they are. */
export type SignedClaims = Readonly<Record<string, unknown>>;

/** A NumericDate this large is no time in seconds (the year 5138) but may well be one in milliseconds. */
const implausibleSeconds = 100_000_000_000;
const implausibleMilliseconds = implausibleSeconds * 1_000;

/** Seconds since 1970; fractions are allowed (RFC 7519, section 2). */
const numericDate = z.unknown().transform((value, context): number => {
  if (typeof value === 'number' && Number.isFinite(value)) {
    if (Math.abs(value) < implausibleSeconds) return value;
    context.addIssue(
      Math.abs(value) < implausibleMilliseconds
        ? 'is in milliseconds; divide by 1000'
        : 'is too large for a time in seconds since 1970',
    );
  } else if (typeof value === 'string') {
    context.addIssue('is text; it must be a number of seconds since 1970, without quotes');
  } else {
    context.addIssue('must be a number of seconds since 1970');
  }
  return z.NEVER;
});

const loginClaims = z.object({
  name: personName,
  email: emailAddress,
  // Companies and segments are found by the address, so one that may be somebody else's opens nothing.
  email_verified: z
    .unknown()
    .refine((value) => value !== false && value !== 'false' && value !== 0, {
      error: 'is false; sign nobody in by an address that is not theirs for certain',
    })
    .optional(),
  exp: numericDate,
  iat: numericDate.exactOptional(),
  nbf: numericDate.exactOptional(),
  jti: z
    .string({ error: 'must be text' })
    .min(1, 'must not be empty')
    .max(255, 'must have at most 255 characters')
    .exactOptional(),
  groups: groupNames.exactOptional(),
});

/** These decide nothing, and backends use the names for other things: what is not understood is left out. */
const asides = {
  locale: localeCode,
  phone: z.string().trim().min(1).max(64),
  company: z.string().trim().min(1).max(200),
};

/** @throws TokenRefused `claim_invalid` */
export function readClaims(payload: Uint8Array): SignedClaims {
  try {
    return readJsonObject(payload);
  } catch (error) {
    if (!(error instanceof NotAnObject)) throw error;
    throw new TokenRefused(
      'claim_invalid',
      `The claims part ${error.message}.`,
      'Sign one JSON object with each claim once.',
    );
  }
}

/** @throws TokenRefused `claim_missing`, naming all that are */
export function requireClaims(claims: SignedClaims, policy: TokenPolicy): void {
  const missing = policy.requiredClaims.filter((name) => !Object.hasOwn(claims, name));
  if (missing.length === 0) return;
  const [verb, them] = missing.length === 1 ? ['is', 'it'] : ['are', 'them'];
  throw new TokenRefused(
    'claim_missing',
    `${missing.join(' and ')} ${verb} missing.`,
    `Add ${them} to the claims that your backend signs.`,
  );
}

/**
 * The claims in the form that Porchlight relies on; unknown ones are left out.
 * @throws TokenRefused `claim_invalid`, naming every claim that is wrong and why
 */
export function parseClaims(claims: SignedClaims): LoginClaims {
  const result = loginClaims.safeParse(claims);
  if (!result.success) {
    const faults = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new TokenRefused('claim_invalid', `${faults.join('. ')}.`);
  }
  const { email_verified: _, ...parsed } = result.data;
  const understood: LoginClaims = parsed;
  for (const name of ['locale', 'phone', 'company'] as const) {
    const aside = asides[name].safeParse(claims[name]);
    if (aside.success) understood[name] = aside.data;
  }
  return understood;
}
