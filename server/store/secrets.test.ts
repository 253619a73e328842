import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serverSecret } from './secrets.ts';
import { temporaryStore } from './temporary.ts';
import { openVault, SealBroken } from './vault.ts';

const vault = openVault('the master key of a test, 40 bytes long.');

test('a secret of the server is the same for all who ask, and stands nowhere in the database', async () => {
  await using store = await temporaryStore();
  const secret = await serverSecret(store, vault, 'file links');
  assert.equal(secret.length, 32);
  assert.deepEqual(await serverSecret(store, vault, 'file links'), secret);
  const rows = await store.read.selectFrom('server_secret').selectAll().execute();
  assert.ok(!JSON.stringify(rows).includes(secret.toString('base64url')));
  const other = openVault('another master key, also forty bytes long');
  await assert.rejects(serverSecret(store, other, 'file links'), SealBroken);
});

test('one from before it was sealed stays the same and is sealed when it is first asked for', async () => {
  await using store = await temporaryStore();
  const before = Buffer.alloc(32, 7);
  const row = { name: 'tickets', secret: before.toString('base64url') };
  await store.write((transaction) => transaction.insertInto('server_secret').values(row).execute());
  assert.deepEqual(await serverSecret(store, vault, 'tickets'), before);
  const rows = await store.read.selectFrom('server_secret').selectAll().execute();
  assert.ok(!JSON.stringify(rows).includes(row.secret));
  assert.deepEqual(await serverSecret(store, vault, 'tickets'), before);
});
