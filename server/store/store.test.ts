import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { openSqlite } from './sqlite/open.ts';
import { StoreBusy } from './store.ts';
import { temporaryStore } from './temporary.ts';

const site = { name: 'Help', primary_locale: 'en', locales: '[]', created_at: 0, updated_at: 0 };

test('a transaction that fails leaves nothing behind', async () => {
  await using store = await temporaryStore();
  const failing = store.write(async (transaction) => {
    await transaction.insertInto('site').values(site).execute();
    throw new Error('no');
  });
  await assert.rejects(failing, /no/);
  assert.deepEqual(await store.read.selectFrom('site').selectAll().execute(), []);
});

test('transactions of one process run one after the other, also when one fails', async () => {
  await using store = await temporaryStore();
  const writes = ['a', 'fails', 'b'].map((name) =>
    store.write(async (transaction) => {
      await transaction
        .insertInto('site')
        .values({ ...site, name })
        .execute();
      if (name === 'fails') throw new Error(name);
    }),
  );
  await Promise.allSettled(writes);
  const rows = await store.read.selectFrom('site').select('name').orderBy('id').execute();
  assert.deepEqual(
    rows.map((row) => row.name),
    ['a', 'b'],
  );
});

test('the database refuses a row that refers to nothing', async () => {
  await using store = await temporaryStore();
  const write = store.write((transaction) =>
    transaction.insertInto('widget_category').values({ widget_id: 9, category_id: 9 }).execute(),
  );
  await assert.rejects(write, /FOREIGN KEY/);
});

test('a change raises the revision of its topic alone, also when another process wrote it', async () => {
  await using store = await temporaryStore();
  const before = store.revisions();
  const other = await openSqlite(store.file);
  await other.write((transaction) => transaction.insertInto('site').values(site).execute());
  await other.close();
  const after = store.revisions();
  assert.notEqual(after.sites, before.sites);
  assert.deepEqual({ ...after, sites: 0 }, { ...before, sites: 0 });
});

test('while another process holds the lock, reading goes on and writing waits until it is free', async () => {
  await using store = await temporaryStore();
  const holder = fork(new URL('./hold-lock.ts', import.meta.url), [store.file], {
    stdio: 'inherit',
  });
  await once(holder, 'message');
  let written = false;
  const write = store
    .write((transaction) => transaction.insertInto('site').values(site).execute())
    .then(() => {
      written = true;
    });
  await store.read.selectFrom('site').selectAll().execute();
  assert.equal(written, false);
  holder.send('release');
  await write;
  assert.equal((await store.read.selectFrom('site').selectAll().execute()).length, 1);
});

test('a lock that is never freed ends in StoreBusy, with nothing stored', async () => {
  await using store = await temporaryStore();
  const holder = fork(new URL('./hold-lock.ts', import.meta.url), [store.file], {
    stdio: 'inherit',
  });
  await once(holder, 'message');
  const write = store.write((transaction) => transaction.insertInto('site').values(site).execute());
  await assert.rejects(write, StoreBusy);
  holder.kill();
  await once(holder, 'exit');
  assert.deepEqual(await store.read.selectFrom('site').selectAll().execute(), []);
});

test('a database of a newer version is refused and left as it was', async () => {
  await using store = await temporaryStore();
  const database = new DatabaseSync(store.file);
  database.exec("insert into migration values ('9999-later.sql', 0)");
  database.close();
  await assert.rejects(openSqlite(store.file), /newer Porchlight \(it knows 9999-later\.sql\)/);
});

test('the database is readable by its owner alone', async () => {
  await using store = await temporaryStore();
  await store.write((transaction) => transaction.insertInto('site').values(site).execute());
  for (const file of [store.file, `${store.file}-wal`]) {
    assert.equal(statSync(file).mode & 0o077, 0, file);
  }
});
