import { z } from 'zod';

/** A language code such as `de` or `pt-BR`, spelt canonically, so that one language has one text. */
export const localeCode = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, 'must be a language code such as de or pt-BR')
  .transform((code, context) => {
    try {
      return Intl.getCanonicalLocales(code)[0] ?? code;
    } catch {
      context.addIssue('must be a language code such as de or pt-BR');
      return z.NEVER;
    }
  });

/** The language that an address names, or null where it names none. */
export function localeIn(text: unknown): string | null {
  return localeCode.safeParse(text).data ?? null;
}
