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
export const numericDate = z.unknown().transform((value, context): number => {
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

/** The claims that every door understands alike. */
export const timedClaims = {
  exp: numericDate,
  iat: numericDate.exactOptional(),
  nbf: numericDate.exactOptional(),
  jti: z
    .string({ error: 'must be text' })
    .min(1, 'must not be empty')
    .max(255, 'must have at most 255 characters')
    .exactOptional(),
};

/** Companies and segments are found by the address, so one that may be somebody else's opens nothing. */
export const emailVerified = z
  .unknown()
  .refine((value) => value !== false && value !== 'false' && value !== 0, {
    error: 'is false; sign nobody in by an address that is not theirs for certain',
  })
  .optional();

const loginClaims = z.object({
  ...timedClaims,
  name: personName,
  email: emailAddress,
  email_verified: emailVerified,
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
 * The claims of a widget's token in the form that Porchlight relies on; unknown ones are left out.
 * @throws TokenRefused `claim_invalid`, naming every claim that is wrong and why
 */
export function parseLoginClaims(claims: SignedClaims): LoginClaims {
  const { email_verified: _, ...parsed } = parseWith(loginClaims, claims);
  const understood: LoginClaims = parsed;
  for (const name of ['locale', 'phone', 'company'] as const) {
    const aside = asides[name].safeParse(claims[name]);
    if (aside.success) understood[name] = aside.data;
  }
  return understood;
}

/** @throws TokenRefused `claim_invalid`, naming every claim that is wrong and why */
export function parseWith<Schema extends z.ZodType>(
  schema: Schema,
  claims: SignedClaims,
): z.output<Schema> {
  const result = schema.safeParse(claims);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
  throw new TokenRefused('claim_invalid', `${faults.join('. ')}.`);
}

/** @throws TokenRefused `version_unsupported` */
export function requireVersion(claims: SignedClaims, { version }: TokenPolicy): void {
  if (version === null || claims['version'] === version) return;
  throw new TokenRefused(
    'version_unsupported',
    `The claim version is not the number ${version}.`,
    `Sign the claim version with the number ${version}.`,
  );
}

/**
 * A token that names a host is for that host alone.
 * @param hosts the host names of the site, in lower case
 * @throws TokenRefused `host_mismatch`
 */
export function requireHost(
  host: string | undefined,
  { checksHost }: TokenPolicy,
  hosts: readonly string[],
): void {
  if (!checksHost || host === undefined || hosts.includes(host.toLowerCase())) return;
  throw new TokenRefused('host_mismatch', 'The claim host names another host than this site.');
}
