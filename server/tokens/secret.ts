import type { SecretKey } from './signing-key.ts';

const fewestBytes: Readonly<Record<SecretKey['alg'], number>> = { HS256: 32, HS512: 64 };
const mostBytes = 1024;
const fewestCharacters = 6;
const longestPattern = 8;

/** Long enough, but printed in everybody's documentation. */
const published: readonly string[] = [
  'a-string-secret-at-least-256-bits-long',
  'a-valid-string-secret-that-is-at-least-512-bits-long-which-is-very-long',
];

/**
 * What is wrong with a secret for this algorithm, or `undefined` when nothing is. Never quotes the secret.
 * An HMAC key must be as long as its hash (RFC 7518, section 3.2), counted in bytes of UTF-8.
 */
export function secretFault(secret: string, alg: SecretKey['alg']): string | undefined {
  const bytes = Buffer.byteLength(secret);
  const fewest = fewestBytes[alg];
  if (bytes < fewest) return `must have ${fewest} bytes or more for ${alg}, and has ${bytes}`;
  if (bytes > mostBytes) return `must have at most ${mostBytes} bytes`;
  if (!secret.isWellFormed()) return 'must be Unicode text without lone surrogates';
  if (secret.trim() !== secret) return 'must not begin or end with white space or a line break';
  if (new Set(secret).size < fewestCharacters) return 'must not repeat a few characters';
  if (repeatsItself(secret)) return 'must not repeat a short pattern';
  if (published.includes(secret)) return 'must not be an example from documentation';
  return undefined;
}

function repeatsItself(text: string): boolean {
  for (let length = 1; length <= longestPattern; length += 1) {
    if (text.startsWith(text.slice(length))) return true;
  }
  return false;
}
