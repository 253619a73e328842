import type { Row } from '../store/schema.ts';
import type { Vault } from '../store/vault.ts';
import type { SigningKey } from '../tokens/signing-key.ts';
import type { PublishedKey } from './jwks.ts';
import { sealOf } from './new-key.ts';
import { publicJwk } from './public-key.ts';

/** Keys of one row: one, or those that are published at an address, which the verifier sees as one each. */
export type KeyOfRow =
  | SigningKey
  | { readonly jwksUrl: string; with(key: PublishedKey): SigningKey };

/** @throws SealBroken where the vault is another one than the secret was sealed by */
export function keyOfRow(row: Row<'signing_key'>, vault: Vault): KeyOfRow {
  const life = {
    id: row.id,
    kid: row.kid,
    activeFrom: row.active_from,
    retireAt: row.retire_at,
    revokedAt: row.revoked_at,
  };
  const { alg, jwks_url: jwksUrl } = row;
  if (alg !== 'EdDSA') {
    return { ...life, alg, secret: vault.open(row.sealed_secret ?? '', sealOf(row.kid)) };
  }
  if (jwksUrl !== null) {
    return { jwksUrl, with: ({ kid, jwk }) => ({ ...life, kid, alg, publicJwk: jwk }) };
  }
  return { ...life, alg, publicJwk: publicJwk.parse(JSON.parse(row.public_jwk ?? 'null')) };
}

export function isOne(key: KeyOfRow): key is SigningKey {
  return !('jwksUrl' in key);
}
