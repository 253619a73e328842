import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoreBusy } from '../store/store.ts';
import { openPool } from './pool.ts';
import { sampleLibrary } from './sample.ts';

const job = {
  kind: 'search',
  scope: { folders: '[1]', languages: ['en'] },
  typed: 'word',
  limit: 10,
} as const;

test('a search that is given up while it waits is never done, the others are', async () => {
  await using library = await sampleLibrary([{ title: 'Word' }]);
  const pool = openPool({ file: library.store.file, workers: 1 });
  const controller = new AbortController();
  const first = pool.run(job);
  const second = pool.run(job, controller.signal);
  const third = pool.run(job);
  controller.abort(new Error('gone'));
  await assert.rejects(second, /gone/);
  assert.deepEqual(await first, await third);
  await assert.rejects(pool.run(job, controller.signal), /gone/);
  await pool.close();
});

test('a line that is full refuses more as busy and serves those who wait', async () => {
  await using library = await sampleLibrary();
  const pool = openPool({ file: library.store.file, workers: 1 });
  const asked = Array.from({ length: 500 }, () => pool.run(job));
  const settled = await Promise.allSettled(asked);
  const refused = settled.filter((one) => one.status === 'rejected');
  assert.ok(refused.length > 0 && refused.length < 120);
  for (const { reason } of refused) assert.ok(reason instanceof StoreBusy);
  await pool.close();
});

test('threads that cannot open the database fail their searches instead of keeping them waiting', async () => {
  const pool = openPool({ file: '/nowhere/at/all.db', workers: 1 });
  await assert.rejects(pool.run(job), /stopped/);
  await assert.rejects(pool.run(job), /stopped/);
  await pool.close();
});

test('a closed search answers nobody', async () => {
  await using library = await sampleLibrary();
  const pool = openPool({ file: library.store.file, workers: 1 });
  const waiting = Promise.allSettled([pool.run(job), pool.run(job)]);
  await pool.close();
  assert.deepEqual(
    (await waiting).map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  await assert.rejects(pool.run(job), /closed/);
});
