import { z } from 'zod';

/**
 * Exactly one address: no list, no display name, no comment, nothing invisible.
 * Quoted local parts and bare IP addresses are not taken.
 */
const oneAddress =
  /^[^\s@,;:<>()[\]\\"\p{Cc}\p{Cf}]{1,64}@[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*$/u;

/** Text that survives being written as UTF-8: half a surrogate pair would turn into another character. */
const wellFormed = (text: string) => text.isWellFormed();

/**
 * An e-mail address, trimmed and in lower case. Look-alikes that lower-casing would turn into somebody else's
 * address (the Kelvin sign into "k", full-width letters) are refused.
 */
export const emailAddress = z
  .string({ error: 'must be text' })
  .trim()
  .max(254, 'must have at most 254 characters')
  .refine(wellFormed, 'must be Unicode text without lone surrogates')
  .refine((text) => text.normalize('NFKC') === text, 'must not use compatibility characters')
  .regex(oneAddress, 'must be one e-mail address')
  .toLowerCase();

/** A person's name. Control characters, line breaks among them, become spaces. */
export const personName = z
  .string({ error: 'must be text' })
  .refine(wellFormed, 'must be Unicode text without lone surrogates')
  .overwrite((text) => text.replace(/\p{Cc}+/gu, ' ').trim())
  .min(1, 'must not be empty')
  .max(200, 'must have at most 200 characters');

/** Groups are compared code point by code point, so nothing is trimmed, folded or normalised. */
export const groupNames = z.array(
  z
    .string({ error: 'must be text' })
    .refine(wellFormed, 'must be Unicode text without lone surrogates'),
  { error: 'must be a list of texts, such as ["beta"]' },
);

/** A language code such as `de` or `pt-BR`; `pt_BR` is understood too. */
export const localeCode = z
  .string({ error: 'must be text' })
  .regex(/^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$/, 'must be a language code such as "pt-BR"')
  .overwrite((code) => code.replaceAll('_', '-'));
