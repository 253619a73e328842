import { randomBytes } from 'node:crypto';
import type { Store } from './store.ts';
import type { Vault } from './vault.ts';

/** What is not sealed yet is from before there was a vault: base64url, without the dots of a seal. */
const unsealed = /^[\w-]+$/;

/**
 * 32 random bytes that all processes on this database share, made when first asked for and stored sealed.
 * @throws SealBroken where the vault is not the one that it was sealed by
 */
export async function serverSecret(store: Store, vault: Vault, name: string): Promise<Buffer> {
  const purpose = `server secret ${name}`;
  const made = vault.seal(randomBytes(32).toString('base64url'), purpose);
  await store.write((transaction) =>
    transaction
      .insertInto('server_secret')
      .values({ name, secret: made })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  const row = await store.read
    .selectFrom('server_secret')
    .where('name', '=', name)
    .select('secret')
    .executeTakeFirstOrThrow();
  if (!unsealed.test(row.secret)) {
    return Buffer.from(vault.open(row.secret, purpose), 'base64url');
  }
  await store.write((transaction) =>
    transaction
      .updateTable('server_secret')
      .set({ secret: vault.seal(row.secret, purpose) })
      .where('name', '=', name)
      .where('secret', '=', row.secret)
      .execute(),
  );
  return Buffer.from(row.secret, 'base64url');
}
