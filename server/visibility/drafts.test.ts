import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { page, writeSome } from '../portal/test-bed.ts';
import { startTemporaryServer } from '../temporary-server.ts';

const withId = z.looseObject({ id: z.number() });
const word = 'zanzibar';

test('a draft in a public folder is found nowhere: neither in lists nor counts, by search nor by its number', async () => {
  await using server = await startTemporaryServer();
  const { open } = await writeSome(server);
  const listed = await server.rest('GET', '/api/v2/solutions/categories');
  const [category] = z.array(withId).parse(await listed.json());
  await server.rest('PUT', '/api/v1/widgets/1', { categories: [category?.id] });
  const made = await server.rest('POST', `/api/v2/solutions/folders/${open}/articles`, {
    ...{ title: `About ${word}`, description: `<p>${word}</p>`, status: 1 },
  });
  const { id } = withId.parse(await made.json());
  const address = `/articles/${id}-about-${word}`;
  for (const path of [
    '/',
    `/folders/${open}-first-steps`,
    '/sitemap.xml',
    '/llms.txt',
    '/feed.xml',
  ]) {
    const text = await (await page(server, path)).text();
    assert.ok(!text.includes(word), path);
  }
  for (const path of [address, `${address}.md`]) {
    assert.equal((await page(server, path)).status, 404, path);
  }
  const asked = await Promise.all(
    ['/home', `/folders/${open}`, `/search?q=${word}x`].map((path) => server.ask(path)),
  );
  for (const answer of asked) assert.ok(!(await answer.text()).includes(`About ${word}`));
  const found = await (await server.ask(`/search?q=${word}`)).text();
  assert.match(found, /"results":\[\]/);
  assert.equal((await server.ask(`/articles/${id}`)).status, 404);
  assert.match(await (await server.ask('/home')).text(), /"First steps","articleCount":2/);

  await server.rest('PUT', `/api/v2/solutions/articles/${id}`, { status: 2 });
  assert.equal((await server.ask(`/articles/${id}`)).status, 200);
});
