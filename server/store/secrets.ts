import { randomBytes } from 'node:crypto';
import type { Store } from './store.ts';

/** 32 random bytes that all processes on this database share, made when first asked for. */
export async function serverSecret(store: Store, name: string): Promise<Buffer> {
  await store.write((transaction) =>
    transaction
      .insertInto('server_secret')
      .values({ name, secret: randomBytes(32).toString('base64url') })
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
  const row = await store.read
    .selectFrom('server_secret')
    .where('name', '=', name)
    .select('secret')
    .executeTakeFirstOrThrow();
  return Buffer.from(row.secret, 'base64url');
}
