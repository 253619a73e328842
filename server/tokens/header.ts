import { NotAnObject, readJsonObject } from './json-object.ts';
import type { TokenPolicy } from './policy.ts';
import { TokenRefused } from './refused.ts';
import type { SigningKey } from './signing-key.ts';

/** The header of a token: a claim about itself that nobody has vouched for yet. */
export type TokenHeader = Readonly<Record<string, unknown>>;

const kidForm = /^[A-Za-z0-9_-]{1,64}$/;

/** @throws TokenRefused `token_malformed` */
export function readHeader(part: string): TokenHeader {
  try {
    return readJsonObject(Buffer.from(part, 'base64url'));
  } catch (error) {
    if (!(error instanceof NotAnObject)) throw error;
    throw new TokenRefused('token_malformed', `The header ${error.message}.`);
  }
}

/**
 * `crit` names extensions that must be understood, and none are; `b64` would change what is signed.
 * All else in a header is ignored: `jwk`, `jku`, `x5c` and `x5u` never bring a key.
 * @throws TokenRefused `token_malformed`
 */
export function refuseExtensions(header: TokenHeader): void {
  for (const name of ['crit', 'b64']) {
    if (!Object.hasOwn(header, name)) continue;
    throw new TokenRefused(
      'token_malformed',
      `The header has "${name}", an extension that Porchlight does not take.`,
      `Sign without "${name}" in the header.`,
    );
  }
}

/** The kid that the header names, if it names one that a key can have. */
export function kidOf(header: TokenHeader): string | undefined {
  const kid = Object.hasOwn(header, 'kid') ? header['kid'] : undefined;
  return typeof kid === 'string' && kidForm.test(kid) ? kid : undefined;
}

/**
 * The keys that may have signed: the one that `kid` names, or all where there is none.
 * @throws TokenRefused `key_unknown`
 */
export function selectKeys(
  header: TokenHeader,
  keys: readonly SigningKey[],
): readonly SigningKey[] {
  if (!Object.hasOwn(header, 'kid')) return keys;
  const kid = kidOf(header);
  if (kid === undefined) {
    throw new TokenRefused('key_unknown', 'The header has a kid that no key can have.');
  }
  const named = keys.filter((key) => key.kid === kid);
  if (named.length === 0) {
    throw new TokenRefused('key_unknown', 'The header names a kid that no key of this door has.');
  }
  return named;
}

/**
 * The keys that are pinned to the algorithm of the header.
 * @throws TokenRefused `alg_not_allowed`
 */
export function requireAlgorithm(
  header: TokenHeader,
  keys: readonly SigningKey[],
  policy: TokenPolicy,
): readonly SigningKey[] {
  const alg = Object.hasOwn(header, 'alg') ? header['alg'] : undefined;
  const pinned = keys.filter((key) => key.alg === alg);
  const isOfDoor = policy.algorithms.some((allowed) => allowed === alg);
  if (isOfDoor && (pinned.length > 0 || keys.length === 0)) return pinned;
  const allowed = new Set(keys.length > 0 ? keys.map((key) => key.alg) : policy.algorithms);
  const named = [...allowed].join(' or ');
  throw new TokenRefused(
    'alg_not_allowed',
    `The header says ${spell(alg)}; the key is for ${named}.`,
    `Sign with ${named}.`,
  );
}

function spell(alg: unknown): string {
  if (alg === undefined) return 'no algorithm';
  return typeof alg === 'string' && /^[A-Za-z0-9-]{1,16}$/.test(alg)
    ? `"${alg}"`
    : 'an algorithm that does not exist';
}
