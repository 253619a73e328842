import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { settle, writeDurably } from './durable-files.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'porchlight-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a file is there whole under its name, for its owner alone, and nothing beside it', async () => {
  await writeDurably(folder, 'one', Buffer.from('first'));
  await writeDurably(folder, 'one', Buffer.from('second'));
  assert.deepEqual(await readdir(folder), ['one']);
  assert.equal(await readFile(join(folder, 'one'), 'utf8'), 'second');
  assert.equal((await stat(join(folder, 'one'))).mode & 0o777, 0o600);
});

test('many may write the same file at once: one of them is there, whole', async () => {
  const texts = Array.from({ length: 8 }, (_, at) => String(at).repeat(10_000));
  await Promise.all(texts.map((text) => writeDurably(folder, 'one', Buffer.from(text))));
  assert.deepEqual(await readdir(folder), ['one']);
  assert.ok(texts.includes(await readFile(join(folder, 'one'), 'utf8')));
});

test('files that are written get their names together, and a missing one is no success', async () => {
  await writeFile(join(folder, 'a.part'), 'a');
  await settle(folder, [{ written: 'a.part', name: 'a' }]);
  assert.deepEqual(await readdir(folder), ['a']);
  await assert.rejects(settle(folder, [{ written: 'b.part', name: 'b' }]), /ENOENT/);
});
