import type { Door, DoorClaims } from '../../contract/token.ts';
import { requireCanonical, requirePresent, requireSize, splitToken } from './canonical.ts';
import { readClaims, requireClaims, requireHost, requireVersion } from './claims.ts';
import { kidOf, readHeader, refuseExtensions, requireAlgorithm, selectKeys } from './header.ts';
import { policyOf, type TokenPolicy } from './policy.ts';
import { findSigner } from './signature.ts';
import type { KeySource, SigningKey } from './signing-key.ts';
import { requireBegun, requireShortLife, requireUnexpired, spellOffset } from './times.ts';

/** Every rule that a login token must keep, in the order in which they are looked at. */
export const rules = [
  { rule: 'present', title: 'A token was sent' },
  { rule: 'size', title: 'It is not too large' },
  { rule: 'parts', title: 'It is three parts joined by dots' },
  { rule: 'spelling', title: 'Its spelling is canonical base64url' },
  { rule: 'header', title: 'Its header is one JSON object' },
  { rule: 'extensions', title: 'Its header asks for no extension' },
  { rule: 'key', title: 'Its kid, if it has one, names a key of this door' },
  { rule: 'algorithm', title: 'It names the algorithm that the key is pinned to' },
  { rule: 'signature', title: 'A live key of this door signed it' },
  { rule: 'object', title: 'Its claims are one JSON object' },
  { rule: 'required', title: 'The required claims are there' },
  { rule: 'version', title: 'It has the version that this door knows' },
  { rule: 'claims', title: 'Each claim has the right form' },
  { rule: 'expiry', title: 'It has not expired' },
  { rule: 'begin', title: 'It has begun to be valid' },
  { rule: 'life', title: 'It does not live for too long' },
  { rule: 'host', title: 'It is for this host, where it names one' },
] as const;

export type Rule = (typeof rules)[number]['rule'];

/** The rules that a door has, in the same order. */
export function rulesOf(door: Door): readonly { rule: Rule; title: string }[] {
  const { version, longestLife, checksHost } = policyOf(door);
  const without = new Set<Rule>();
  if (version === null) without.add('version');
  if (longestLife === null) without.add('life');
  if (!checksHost) without.add('host');
  return rules.filter(({ rule }) => !without.has(rule));
}

/** Looks at one rule. The doctor's writes down what happened; the verifier's only does it. */
export type Look = <Result>(
  rule: Rule,
  work: () => Result | Promise<Result>,
  tell?: (result: Result) => string,
) => Promise<Result>;

export interface Circumstances<Name extends Door = Door> {
  readonly site: number;
  readonly door: Name;
  readonly keys: KeySource;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The host names of the site, in lower case, for doors whose tokens may name one. */
  readonly hosts?: readonly string[];
  /** Hears of a token that is genuine, before its times are held against the clock. */
  readonly genuine?: (key: SigningKey, times: { exp: number; iat?: number }) => void;
}

export interface Examined<Claims> {
  readonly claims: Claims;
  readonly key: SigningKey;
  readonly policy: TokenPolicy<Claims>;
}

/**
 * Walks a login token through all rules. Nothing that it says is believed before its signature was verified.
 * @throws TokenRefused with the code of the first rule that it breaks
 */
export async function examine<Name extends Door>(
  text: string,
  { site, door, keys, now, hosts = [], genuine }: Circumstances<Name>,
  look: Look,
): Promise<Examined<DoorClaims[Name]>> {
  const policy = policyOf(door);

  await look('present', () => requirePresent(text));
  await look(
    'size',
    () => requireSize(text, policy),
    () => `${text.length} bytes`,
  );
  const parts = await look('parts', () => splitToken(text));
  await look('spelling', () => requireCanonical(parts));
  const header = await look('header', () => readHeader(parts.header));
  await look('extensions', () => refuseExtensions(header));

  const named = await look(
    'key',
    async () => selectKeys(header, await keys.keysOf(site, door, kidOf(header))),
    (found) => `${found.length} to try`,
  );
  const pinned = await look(
    'algorithm',
    () => requireAlgorithm(header, named, policy),
    (found) => [...new Set(found.map((key) => key.alg))].join(', '),
  );
  const { key, payload } = await look(
    'signature',
    () => findSigner(text, pinned, now),
    (signer) => `signed with key ${signer.key.kid}`,
  );

  const signed = await look('object', () => readClaims(payload));
  await look('required', () => requireClaims(signed, policy));
  await look('version', () => requireVersion(signed, policy));
  const claims = await look('claims', () => policy.parse(signed));
  genuine?.(key, claims);
  await look(
    'expiry',
    () => requireUnexpired(claims, policy, now),
    () => `exp is ${spellOffset(claims.exp, now)}`,
  );
  await look(
    'begin',
    () => requireBegun(claims, policy, now),
    () => (claims.iat === undefined ? 'no iat' : `iat is ${spellOffset(claims.iat, now)}`),
  );
  await look('life', () => requireShortLife(claims, policy, now));
  await look('host', () => requireHost(hostOf(claims), policy, hosts));
  return { claims, key, policy };
}

function hostOf(claims: DoorClaims[Door]): string | undefined {
  return 'host' in claims ? claims.host : undefined;
}
