import { z } from 'zod';
import type { PortalClaims } from '../../contract/token.ts';
import { emailVerified, numericDate, parseWith, type SignedClaims, timedClaims } from './claims.ts';
import { emailAddress, groupNames, localeCode, personName } from './people.ts';

// The claims of the three redirect doors. Their backends sign what their user records hold, so a claim that is
// null counts as absent, and what is not understood is left out.

/** What a backend calls its user: a text, or a number where its database has one. */
const identifier = z
  .union([z.string(), z.number().transform(String)], 'must be text or a number')
  .refine((text) => text.isWellFormed(), 'must be Unicode text without lone surrogates')
  .transform((text) => text.trim())
  .pipe(z.string().min(1, 'must not be empty').max(255, 'must have at most 255 characters'));

const reader = {
  ...timedClaims,
  sub: identifier.optional().catch(undefined),
  email: emailAddress.exactOptional(),
  email_verified: emailVerified,
  name: personName.exactOptional(),
  groups: groupNames.exactOptional(),
  locale: localeCode.optional().catch(undefined),
};

/** JSON values by name. */
const values = z.record(z.string(), z.unknown(), 'must be an object');

const helpkit = z.object({
  ...reader,
  username: identifier.exactOptional(),
  role: identifier.exactOptional(),
});

const developerhub = z.object({ ...reader, vars: values.exactOptional() });

const mintlify = z.object({
  ...reader,
  expiresAt: numericDate.exactOptional(),
  content: values.exactOptional(),
  host: z.string('must be text').min(1, 'must not be empty').max(255).exactOptional(),
});

export const parseHelpkitClaims = (claims: SignedClaims) => parsePortal(helpkit, claims);
export const parseDeveloperhubClaims = (claims: SignedClaims) => parsePortal(developerhub, claims);
export const parseMintlifyClaims = (claims: SignedClaims) => parsePortal(mintlify, claims);

function parsePortal(
  schema: typeof helpkit | typeof developerhub | typeof mintlify,
  claims: SignedClaims,
): PortalClaims {
  const read = parseWith(schema, withoutNulls(claims));
  const { sub, locale, email_verified: _, content, ...parsed } = { content: undefined, ...read };
  return {
    ...parsed,
    ...(content !== undefined && { vars: { user: content } }),
    ...(sub !== undefined && { sub }),
    ...(locale !== undefined && { locale }),
  };
}

/** `exp` and its like stay as they are: a time that is null is a mistake. */
function withoutNulls(claims: SignedClaims): SignedClaims {
  const times = new Set(Object.keys(timedClaims));
  return Object.fromEntries(
    Object.entries(claims).filter(([name, value]) => value !== null || times.has(name)),
  );
}
