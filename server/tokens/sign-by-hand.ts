import { createHmac } from 'node:crypto';

/** For tests: a valid token's claims, ten minutes long. */
export function adasClaims(now: number): Record<string, unknown> {
  return { name: 'Ada', email: 'ada@example.com', exp: Math.floor(now / 1_000) + 600 };
}

/** For tests: signs by hand, so that a token can be as wrong as a test needs it; texts are taken as they are. */
export function signByHand(
  secret: string | Uint8Array,
  claims: unknown,
  header: unknown = { alg: 'HS256', typ: 'JWT' },
): string {
  const segments = [header, claims].map((part) => {
    const bytes =
      part instanceof Uint8Array || typeof part === 'string' ? part : JSON.stringify(part);
    return Buffer.from(bytes).toString('base64url');
  });
  const signed = segments.join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
