import assert from 'node:assert/strict';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openPublishedKeys } from '../keys/jwks.ts';
import { openKeys } from '../keys/keys.ts';
import { addSite } from '../keys/test-bed.ts';
import type { Store } from '../store/store.ts';
import { temporaryStore } from '../store/temporary.ts';
import type { Vault } from '../store/vault.ts';
import { openVaultOf } from './master-key.ts';

const own = 'a master key of the environment, 40 bytes';
const clock = () => Date.UTC(2026, 6, 1);

function keysWith(store: Store, vault: Vault) {
  const published = openPublishedKeys({ fetchJwks: async () => ({ keys: [] }), clock });
  return openKeys({ store, clock, vault, published });
}

test('the first start makes a master key that its owner alone can read, and later ones use it', async () => {
  await using store = await temporaryStore();
  const place = { data: store.folder, masterKey: null };
  const sealed = (await openVaultOf(store, place)).seal('hello', 'test');
  assert.equal(statSync(join(store.folder, 'master.key')).mode & 0o077, 0);
  assert.equal((await openVaultOf(store, place)).open(sealed, 'test'), 'hello');
});

test('another master key is refused as wrong configuration, naming the variable and no key', async () => {
  await using store = await temporaryStore();
  await openVaultOf(store, { data: store.folder, masterKey: own });
  const other = 'another master key of forty bytes or more';
  await assert.rejects(openVaultOf(store, { data: store.folder, masterKey: other }), (error) => {
    assert.ok(error instanceof Error && error.name === 'ConfigError');
    assert.match(error.message, /PORCHLIGHT_MASTER_KEY is not the key/);
    assert.ok(!error.message.includes(other) && !error.message.includes(own));
    return true;
  });
  await openVaultOf(store, { data: store.folder, masterKey: own });
});

test('a lost key file is missed and not made anew', async () => {
  await using store = await temporaryStore();
  const place = { data: store.folder, masterKey: null };
  await openVaultOf(store, place);
  rmSync(join(store.folder, 'master.key'));
  for (const _ of [1, 2]) await assert.rejects(openVaultOf(store, place), /master\.key is missing/);
});

test('no secret of a key stands in the database, and what is sealed for one key opens for no other', async () => {
  await using store = await temporaryStore();
  const vault = await openVaultOf(store, { data: store.folder, masterKey: own });
  const keys = await keysWith(store, vault);
  const made = await keys.make({ site: await addSite(store), door: 'freshdesk' });
  for (const file of [store.file, `${store.file}-wal`]) {
    assert.ok(!readFileSync(file).includes(made.secret), file);
  }
  const [row] = await store.read.selectFrom('signing_key').selectAll().execute();
  assert.throws(() => vault.open(row?.sealed_secret ?? '', 'signing key other'), {
    name: 'SealBroken',
  });
});

test('a secret from before there was a vault is sealed at the start and goes on signing', async () => {
  await using store = await temporaryStore();
  const vault = await openVaultOf(store, { data: store.folder, masterKey: own });
  const site = await addSite(store);
  const secret = 'a secret of an earlier version, in clear text';
  await store.write((transaction) =>
    transaction
      .insertInto('signing_key')
      .values({
        ...{ site_id: site, door: 'freshdesk', kid: 'old', alg: 'HS256', secret },
        ...{ active_from: 0, retire_at: null, revoked_at: null, created_at: 0 },
      })
      .execute(),
  );
  const keys = await keysWith(store, vault);
  assert.equal((await keys.signerOf(site, 'freshdesk'))?.secret, secret);
  const [row] = await store.read.selectFrom('signing_key').selectAll().execute();
  assert.equal(row?.secret, '');
});
