import {
  constants,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign as signBytes,
} from 'node:crypto';
import { z } from 'zod';
import { adasClaims } from './sign-by-hand.ts';

/** For tests: the language of `jwt-recipes.json`, as far as a verifier can be asked. */

const json = z.record(z.string(), z.unknown());

export const recipe = z.object({
  id: z.string(),
  cat: z.string(),
  flows: z.array(z.string()),
  expect: z.string(),
  why: z.string(),
  site: z.string().optional(),
  h: json.optional(),
  hRaw: z.string().optional(),
  c: json.optional(),
  cRaw: z.string().optional(),
  cMergeRaw: z.string().optional(),
  sign: z.object({ alg: z.string(), key: z.string().optional() }).optional(),
  post: z.array(z.string()).optional(),
});
export type Recipe = z.output<typeof recipe>;

export const recipes = z.object({ cases: z.array(recipe) });

export interface Site {
  /** `siteHs`: the secret of the live key. */
  readonly secret: string;
  /** Secrets that are no live key of this site: `previousHs`, `revokedHs`, `otherTenantHs`, `widgetOnlyHs`. */
  readonly others: Readonly<Record<string, string>>;
  /** `siteEd`: the pair of the live key. */
  readonly pair?: Pair;
  /** What the door asks of claims besides those that all doors know. */
  readonly claims?: object;
  /** Milliseconds since 1970. */
  readonly now: number;
}

interface Pair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const selfMade: Readonly<Record<string, Pair>> = { rsaSelf: rsa, ecSelf: ec, otherEd: ed };

/** Where the door has no pair, `siteEd` is one that nobody knows. */
function pairOf(name: string, site: Site): Pair | undefined {
  return name === 'siteEd' ? (site.pair ?? ed) : selfMade[name];
}

/** The token that a recipe describes. Throws where the recipe says something that is not understood. */
export function cook(from: Recipe, site: Site): string {
  if (!from.sign) throw new Error(`${from.id} does not say how to sign`);
  const seconds = Math.floor(site.now / 1_000);
  const base = {
    sub: 'r1',
    ...adasClaims(site.now),
    name: 'Reader One',
    email: 'r1@example.com',
    iat: seconds,
    ...site.claims,
  };
  const header =
    from.hRaw === undefined
      ? textOf(merge({ alg: from.sign.alg, typ: 'JWT' }, from.h, seconds, site))
      : Buffer.from(from.hRaw);
  const compact = (claims: Uint8Array) => sealed(header, claims, from.sign, site);
  const token = compact(claimsOf(from, base, seconds, site));
  const other = compact(textOf({ ...base, name: 'Reader Two', email: 'r2@example.com' }));
  return (from.post ?? []).reduce((text, step) => alter(text, step, other), token);
}

function claimsOf(
  from: Recipe,
  base: Record<string, unknown>,
  seconds: number,
  site: Site,
): Uint8Array {
  if (from.cRaw !== undefined) return Buffer.from(withTimes(from.cRaw, seconds));
  const merged = merge(base, from.c, seconds, site);
  if (from.cMergeRaw === undefined) return textOf(merged);
  const raw = withTimes(from.cMergeRaw, seconds);
  for (const name of Object.keys(json.parse(JSON.parse(raw)))) delete merged[name];
  return Buffer.from(`${JSON.stringify(merged).slice(0, -1)},${raw.slice(1)}`);
}

function textOf(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

function withTimes(raw: string, seconds: number): string {
  return raw
    .replace(/\{\{nowExp\+(\d+)\}\}/g, (_all, plus) => (seconds + Number(plus)).toExponential(9))
    .replace(/\{\{now([+-]\d+)\}\}/g, (_all, plus) => String(seconds + Number(plus)));
}

function merge(
  base: object,
  changes: object = {},
  seconds: number,
  site: Site,
): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(changes)) {
    if (isMark(value, '$del')) delete merged[name];
    else merged[name] = meaning(value, seconds, site);
  }
  return merged;
}

function isMark(value: unknown, mark: string): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, mark);
}

function meaning(value: unknown, seconds: number, site: Site): unknown {
  if (isMark(value, '$pub'))
    return pairOf(String(value['$pub']), site)?.publicKey.export({ format: 'jwk' });
  if (typeof value !== 'string' || !value.startsWith('$')) return value;
  const [, unit, plus = '', as] = /^\$(now|nowMs)([+-][\d.]+)?(\|str)?$/.exec(value) ?? [];
  if (unit) {
    const time = unit === 'nowMs' ? seconds * 1_000 + Number(plus) : seconds + Number(plus);
    return as ? String(time) : time;
  }
  const [, times] = /^\$A\*(\d+)$/.exec(value) ?? [];
  if (times) return 'A'.repeat(Number(times));
  if (value === '$MB') return 'a'.repeat(2 ** 20);
  if (value === '$LIST10000') return Array.from({ length: 10_000 }, (_, index) => `g${index}`);
  throw new Error(`The value ${value} is not understood`);
}

function sealed(header: Uint8Array, claims: Uint8Array, by: Recipe['sign'], site: Site): string {
  const input = [header, claims].map((part) => Buffer.from(part).toString('base64url')).join('.');
  return `${input}.${signature(Buffer.from(input), by, site).toString('base64url')}`;
}

function signature(input: Uint8Array, by: Recipe['sign'], site: Site): Buffer {
  const [, family, bits] = /^(HS|PS|RS|ES)(\d{3})$/.exec(by?.alg ?? '') ?? [];
  if (by?.alg === 'none') return Buffer.alloc(0);
  const name = by?.key ?? '';
  if (family === 'HS') return createHmac(`sha${bits}`, secretOf(name, site)).update(input).digest();
  const pair = pairOf(name, site);
  if (!pair) throw new Error(`The key ${name} is not understood`);
  if (by?.alg === 'EdDSA') return signBytes(null, input, pair.privateKey);
  const padding = family === 'PS' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
  const form = family === 'ES' ? ({ dsaEncoding: 'ieee-p1363' } as const) : { padding };
  return signBytes(`sha${bits}`, input, { key: pair.privateKey, ...form });
}

function secretOf(name: string, { secret, others, pair = ed }: Site): Uint8Array {
  const pem = String(pair.publicKey.export({ type: 'spki', format: 'pem' }));
  const x = pair.publicKey.export({ format: 'jwk' }).x ?? '';
  const known: Record<string, string | Uint8Array> = {
    siteHs: secret,
    ...others,
    siteHsNewline: `${secret}\n`,
    siteHsLower: secret.toLowerCase(),
    siteHsTrunc32: secret.slice(0, 32),
    siteHsB64Decoded: Buffer.from(secret, 'base64'),
    edPubRaw: Buffer.from(x, 'base64url'),
    edPubB64u: x,
    edPubX: x,
    edPubHex: Buffer.from(x, 'base64url').toString('hex'),
    edPubPem: pem,
    edPubPemNoNl: pem.trimEnd(),
    edPubPemCrlf: pem.replaceAll('\n', '\r\n'),
    edPubPemLeadingLf: `\n${pem}`,
    edPubDer: pair.publicKey.export({ type: 'spki', format: 'der' }),
    edPubJwk: JSON.stringify(pair.publicKey.export({ format: 'jwk' })),
    empty: '',
    zeros32: Buffer.alloc(32),
    one: '1',
    two: '2',
    secretWord: 'secret',
    nullWord: 'null',
    undefinedWord: 'undefined',
    objectWord: '[object Object]',
    attackerWord: 'attacker',
    changeme: 'changeme',
    siteId: '1',
    siteHost: 'localhost',
  };
  const found = known[name];
  if (found === undefined) throw new Error(`The key ${name} is not understood`);
  return Buffer.from(found);
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

function alter(text: string, step: string, other: string): string {
  const [name = '', ...more] = step.split(':');
  const argument = more.join(':');
  const [header = '', claims = '', seal = ''] = text.split('.');
  const [, otherClaims = '', otherSeal = ''] = other.split('.');
  const bytes = Buffer.from(seal, 'base64url');
  const resealed = (changed: Uint8Array) =>
    `${header}.${claims}.${Buffer.from(changed).toString('base64url')}`;
  const json = { payload: claims, protected: header, signature: seal };
  switch (name) {
    case 'sigTruncateTo':
      return resealed(bytes.subarray(0, Number(argument)));
    case 'sigTruncateBy':
      return resealed(bytes.subarray(0, bytes.length - Number(argument)));
    case 'sigAppendHex':
      return resealed(Buffer.concat([bytes, Buffer.from(argument, 'hex')]));
    case 'edRZero':
      return resealed(Buffer.concat([Buffer.alloc(32), bytes.subarray(32)]));
    case 'edSZero':
      return resealed(Buffer.concat([bytes.subarray(0, 32), Buffer.alloc(32)]));
    case 'sigZero':
      return resealed(Buffer.alloc(bytes.length));
    case 'sigFlipBit': {
      const bit = Number(argument);
      bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      return resealed(bytes);
    }
    case 'sigDouble':
      return resealed(Buffer.concat([bytes, bytes]));
    case 'sigFromOther':
      return `${header}.${claims}.${otherSeal}`;
    case 'payloadFromOther':
      return `${header}.${otherClaims}.${seal}`;
    case 'sigStdB64':
      // A signature without "-" and "_" is spelt alike in both alphabets; its padding tells them apart.
      return `${header}.${claims}.${bytes.toString('base64')}`;
    case 'sigNonCanonical':
      return `${header}.${claims}.${twin(seal)}`;
    case 'payloadNonCanonical':
      return `${header}.${twin(claims)}.${seal}`;
    case 'insert': {
      const [segment = '', position = '', ...inserted] = more;
      const parts = [header, claims, seal];
      const index = ['hdr', 'pay', 'sig'].indexOf(segment);
      if (index < 0) throw new Error(`The segment ${segment} is not understood`);
      const part = parts[index] ?? '';
      const at = Math.min(Number(position), part.length);
      parts[index] = part.slice(0, at) + inserted.join(':') + part.slice(at);
      return parts.join('.');
    }
    case 'literal':
      return argument;
    case 'literalRepeat':
      return (more[0] ?? '').repeat(Number(more[1]));
    case 'json':
      return JSON.stringify(
        argument === 'general'
          ? { payload: claims, signatures: [{ protected: header, signature: seal }] }
          : json,
      );
    case 'asJwe':
      return [
        header,
        ...[8, 12, 32, 16].map((size) => randomBytes(size).toString('base64url')),
      ].join('.');
    default:
      throw new Error(`The step ${step} is not understood`);
  }
}

/** The same bytes, spelt with the next last character that decodes to them. */
function twin(part: string): string {
  const last = alphabet.indexOf(part.at(-1) ?? '');
  const next = alphabet[last + 1] ?? 'A';
  return part.slice(0, -1) + next;
}
