import { z } from 'zod';
import type { Ed25519Jwk } from '../tokens/signing-key.ts';

/** The order of the field of Curve25519: coordinates are less than that. */
const field = 2n ** 255n - 19n;

/** The y of every point of small order: such a key lets anybody sign (RFC 8032, section 5.1.7; libsodium's list). */
const smallOrder = [
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
];

/** The public half of an Ed25519 pair, as a JWK. Unknown members are left out; a private half is refused. */
export const publicJwk = z
  .object(
    {
      kty: z.literal('OKP', 'must be OKP'),
      crv: z.literal('Ed25519', 'must be Ed25519'),
      x: z
        .string('must be text')
        .refine(isGoodKey, 'must be a public key of Ed25519, as base64url'),
      d: z.undefined('must be left out: it is the private key').optional(),
    },
    'must be a JWK',
  )
  .transform(({ kty, crv, x }): Ed25519Jwk => ({ kty, crv, x }));

function isGoodKey(x: string): boolean {
  const bytes = Buffer.from(x, 'base64url');
  if (bytes.length !== 32 || bytes.toString('base64url') !== x) return false;
  // The highest bit is the sign of the other coordinate.
  bytes[31] = (bytes[31] ?? 0) & 0x7f;
  if (smallOrder.includes(bytes.toString('hex'))) return false;
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`) < field;
}

/** The Ed25519 keys of a JWK Set that may sign, each with its `kid`, empty where it has none. */
export function keysIn(jwks: unknown): readonly { kid: string; jwk: Ed25519Jwk }[] {
  const set = z.object({ keys: z.array(z.unknown()).max(100) }).safeParse(jwks);
  if (!set.success) return [];
  return set.data.keys.flatMap((candidate) => {
    const jwk = publicJwk.safeParse(candidate);
    const about = aboutKey.safeParse(candidate);
    return jwk.success && about.success ? [{ kid: about.data.kid, jwk: jwk.data }] : [];
  });
}

const aboutKey = z.object({
  kid: z.string().default(''),
  use: z.literal('sig').optional(),
  alg: z.enum(['EdDSA', 'Ed25519']).optional(),
});
