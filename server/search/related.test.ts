import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anonymous, type Viewer } from '../visibility/viewer.ts';
import { ada, sampleLibrary } from './sample.ts';

test('articles with most tags in common come first, then those of the same folder', async () => {
  await using library = await sampleLibrary();
  const one = await library.add({ title: 'One', tags: ['a', 'b'] });
  const neighbour = await library.add({ title: 'Neighbour' });
  const some = await library.add({ title: 'Some', tags: ['a'] });
  const most = await library.add({ title: 'Most', tags: ['a', 'b'] });
  const restricted = await library.add({
    title: 'Restricted',
    tags: ['a', 'b'],
    folder: 'signedIn',
  });
  await library.add({ title: 'Draft', tags: ['a', 'b'], status: 1 });
  const related = async (articleId: number, viewer: Viewer, limit = 10) =>
    library.search.related({
      audience: await library.audience(viewer),
      languages: ['en'],
      articleId,
      limit,
    });
  assert.deepEqual(await related(one, anonymous), [most, some, neighbour]);
  assert.deepEqual(await related(one, anonymous, 1), [most]);
  assert.deepEqual(await related(one, ada), [most, restricted, some, neighbour]);
  assert.deepEqual(await related(restricted, anonymous), []);
  assert.deepEqual(await related(999, anonymous), []);
});
