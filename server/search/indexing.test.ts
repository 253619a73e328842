import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indexText, reindexAll } from './indexing.ts';
import { sampleLibrary } from './sample.ts';

test('indexing anew finds the same and forgets words that no text has any more', async () => {
  await using library = await sampleLibrary([
    { title: 'Invoices', plain: 'Pay them.', tags: ['money'] },
    { title: 'Obsolete canary' },
    { title: 'Draft', status: 1 },
  ]);
  const { store } = library;
  await store.write(async (transaction) => {
    await transaction.deleteFrom('article').where('id', '=', 2).execute();
  });
  const before = await library.ask('invoice ');
  assert.equal(await reindexAll(store), 2);
  assert.deepEqual(await library.ask('invoice '), before);
  const terms = await store.read.selectFrom('search_term').select('term').execute();
  assert.deepEqual(terms.map(({ term }) => term).sort(), ['invoices', 'money', 'pay', 'them']);
});

test('a text indexed twice is found once, by its latest words and tags', async () => {
  await using library = await sampleLibrary([{ title: 'Before', tags: ['old'] }]);
  await library.store.write(async (transaction) => {
    await transaction.updateTable('article_text').set({ title: 'After' }).execute();
    await transaction.updateTable('article_tag').set({ tag: 'new' }).execute();
    await indexText(transaction, 1);
    await indexText(transaction, 1);
  });
  assert.deepEqual(await library.titles('before '), []);
  assert.deepEqual(await library.titles('old '), []);
  assert.deepEqual(await library.titles('after '), ['After']);
  assert.deepEqual(await library.titles('new '), ['After']);
});

test('a write that fails leaves the index as it was', async () => {
  await using library = await sampleLibrary([{ title: 'Before' }]);
  const failing = library.store.write(async (transaction) => {
    await transaction.updateTable('article_text').set({ title: 'After' }).execute();
    await indexText(transaction, 1);
    throw new Error('no');
  });
  await assert.rejects(failing, /no/);
  assert.deepEqual(await library.titles('before '), ['Before']);
  assert.deepEqual(await library.titles('after '), []);
});
