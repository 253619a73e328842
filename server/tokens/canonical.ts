import type { TokenPolicy } from './policy.ts';
import { TokenRefused } from './refused.ts';

/** The three parts of a token, still base64url. */
export interface TokenParts {
  readonly header: string;
  readonly claims: string;
  readonly signature: string;
}

/** @throws TokenRefused `token_missing` */
export function requirePresent(text: string): void {
  if (text === '') throw new TokenRefused('token_missing', 'There is no token.');
}

/** @throws TokenRefused `token_too_large` */
export function requireSize(text: string, policy: TokenPolicy): void {
  // Characters are bytes in every token that is canonical, which is the next thing to be checked.
  if (text.length > policy.largestToken) {
    throw new TokenRefused(
      'token_too_large',
      `The token has ${text.length} bytes; ${policy.largestToken} are allowed.`,
    );
  }
}

/** @throws TokenRefused `token_malformed` */
export function splitToken(text: string): TokenParts {
  const [header = '', claims = '', signature = '', ...more] = text.split('.');
  if (more.length === 2) {
    throw new TokenRefused(
      'token_malformed',
      'The token has five parts: it is encrypted (JWE).',
      'Sign it (JWS) instead of encrypting it.',
    );
  }
  if (header && claims && !signature && more.length === 0 && text.endsWith('.')) {
    throw new TokenRefused(
      'token_malformed',
      'The third part is empty: the token is not signed.',
      'Sign it with the secret of this site.',
    );
  }
  if (!header || !claims || !signature || more.length > 0) {
    throw new TokenRefused('token_malformed', 'The token is not three parts joined by dots.');
  }
  return { header, claims, signature };
}

/**
 * Every token has exactly one accepted spelling. Revocation, replay and the memory of verified tokens are kept
 * by that text; a decoder that tolerates padding or a different last character would let a twin slip past them.
 * @throws TokenRefused `token_not_canonical`
 */
export function requireCanonical(parts: TokenParts): void {
  for (const [name, part] of Object.entries(parts)) {
    if (Buffer.from(part, 'base64url').toString('base64url') === part) continue;
    throw new TokenRefused('token_not_canonical', `The ${name} part ${misspelling(part)}.`);
  }
}

function misspelling(part: string): string {
  if (/[+/]/.test(part)) return 'is base64, not base64url';
  if (part.includes('=')) return 'is padded with "="';
  if (/\s/.test(part)) return 'contains white space';
  if (/[^A-Za-z0-9_-]/.test(part)) return 'contains a character that is not base64url';
  return 'ends in a character that base64url does not produce';
}
