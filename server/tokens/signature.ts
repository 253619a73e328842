import { type CryptoKey, compactVerify, errors } from 'jose';
import type { Algorithm } from '../../contract/token.ts';
import { TokenRefused } from './refused.ts';
import { isLive, type SecretKey, type SigningKey, stateOf } from './signing-key.ts';

/** Each costs one HMAC per hostile request, so only the latest few are asked. */
const mostDeadKeys = 10;

const hashes: Readonly<Record<SecretKey['alg'], string>> = { HS256: 'SHA-256', HS512: 'SHA-512' };

const imported = new WeakMap<SigningKey, Promise<CryptoKey>>();

/** A genuine token's key and the bytes that it signed. */
export interface Genuine {
  readonly key: SigningKey;
  readonly payload: Uint8Array;
}

/**
 * Finds the live key that signed. Where none did, asks the keys of the past and the usual mistakes,
 * so that the refusal can say what happened.
 * @param keys already narrowed to the `kid` and the algorithm of the header, newest first.
 * @throws TokenRefused `signature_invalid` or `key_revoked`
 */
export async function findSigner(
  text: string,
  keys: readonly SigningKey[],
  now: number,
): Promise<Genuine> {
  const live = keys.filter((key) => isLive(key, now));
  for (const key of live) {
    const payload = await signedPayload(text, await importOnce(key), key.alg);
    if (payload) return { key, payload };
  }
  const dead = keys.filter((key) => !isLive(key, now)).slice(0, mostDeadKeys);
  for (const key of dead) {
    if (await signedPayload(text, await importOnce(key), key.alg)) throw refuseDead(key, now);
  }
  for (const key of live) await refuseMistake(text, key);
  throw new TokenRefused(
    'signature_invalid',
    live.length === 0
      ? 'There is no live key that could have signed it.'
      : `The signature matches none of the live keys (${live.length} tried).`,
  );
}

/** The payload, if `key` signed the token with `alg`; otherwise `undefined`. */
export async function signedPayload(
  text: string,
  key: CryptoKey,
  alg: Algorithm,
): Promise<Uint8Array | undefined> {
  try {
    return (await compactVerify(text, key, { algorithms: [alg] })).payload;
  } catch (error) {
    if (error instanceof errors.JWSSignatureVerificationFailed) return undefined;
    if (!(error instanceof errors.JOSEError)) throw error;
    throw new TokenRefused('token_malformed', 'The token is not a signed JWT.');
  }
}

export function importSecret(
  secret: Uint8Array<ArrayBuffer>,
  alg: SecretKey['alg'],
): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: hashes[alg] };
  return crypto.subtle.importKey('raw', secret, algorithm, false, ['verify']);
}

function importOnce(key: SigningKey): Promise<CryptoKey> {
  const known = imported.get(key);
  if (known) return known;
  const fresh =
    key.alg === 'EdDSA'
      ? crypto.subtle.importKey('jwk', { ...key.publicJwk }, 'Ed25519', false, ['verify'])
      : importSecret(new TextEncoder().encode(key.secret), key.alg);
  imported.set(key, fresh);
  return fresh;
}

function refuseDead(key: SigningKey, now: number): TokenRefused {
  const on = (time: number | null) => new Date(time ?? now).toISOString();
  switch (stateOf(key, now)) {
    case 'revoked':
      return new TokenRefused(
        'key_revoked',
        `The key that signed it was revoked at ${on(key.revokedAt)}.`,
      );
    case 'retired':
      return new TokenRefused(
        'key_revoked',
        `The key that signed it was retired at ${on(key.retireAt)}.`,
      );
    default:
      return new TokenRefused(
        'signature_invalid',
        `The key that signed it counts from ${on(key.activeFrom)} on.`,
        'Sign with the earlier key until then.',
      );
  }
}

/** Only somebody who holds the secret can make these mistakes, so naming them gives nothing away. */
async function refuseMistake(text: string, key: SigningKey): Promise<void> {
  if (key.alg === 'EdDSA') return;
  const mistakes = [
    {
      applies: /^[A-Za-z0-9+/_-]+={0,2}$/.test(key.secret),
      bytes: Buffer.from(key.secret, 'base64'),
      found: 'It was signed with the base64-decoded secret.',
    },
    {
      applies: /^(?:[0-9a-f]{2})+$/i.test(key.secret),
      bytes: Buffer.from(key.secret, 'hex'),
      found: 'It was signed with the hex-decoded secret.',
    },
    {
      applies: true,
      bytes: Buffer.from(`${key.secret}\n`),
      found: 'It was signed with the secret and a line break after it.',
    },
  ];
  for (const { applies, bytes, found } of mistakes) {
    if (!applies || bytes.length === 0) continue;
    const wrong = await importSecret(new Uint8Array(bytes), key.alg);
    if (await signedPayload(text, wrong, key.alg)) {
      throw new TokenRefused(
        'signature_invalid',
        found,
        'Use the whole secret as UTF-8 text, exactly as it is shown.',
      );
    }
  }
}
