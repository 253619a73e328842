import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { problemIn, startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';

const withId = z.looseObject({ id: z.number() });
const votes = z.array(
  z.strictObject({
    article: z.object({ id: z.number(), title: z.string() }),
    helpful: z.boolean(),
    reason: z.string().nullable(),
    reader: z.object({ name: z.string(), email: z.string() }).nullable(),
    createdAt: z.string(),
    updatedAt: z.string(),
  }),
);

async function write(server: TemporaryServer, path: string, body: object): Promise<number> {
  const answer = await server.rest('POST', `/api/v2/solutions${path}`, body);
  return withId.parse(await answer.json()).id;
}

/** Two articles, of which the second is for signed-in readers. */
async function twoArticles(server: TemporaryServer): Promise<[number, number]> {
  const category = await write(server, '/categories', { name: 'Help' });
  await server.rest('PUT', '/api/v1/widgets/1', { categories: [category] });
  const made = [1, 2].map(async (visibility) => {
    const folder = { name: `Folder ${visibility}`, visibility };
    const id = await write(server, `/categories/${category}/folders`, folder);
    const text = { title: `Article ${visibility}`, description: '<p>Text</p>', status: 2 };
    return write(server, `/folders/${id}/articles`, text);
  });
  const [first = 0, second = 0] = await Promise.all(made);
  return [first, second];
}

function vote(server: TemporaryServer, article: number, body: object, token?: string) {
  const init = { method: 'POST', body: JSON.stringify(body) };
  return server.ask(`/articles/${article}/vote`, token, {
    ...init,
    headers: { 'Content-Type': 'application/json' },
  });
}

async function list(server: TemporaryServer, query = '') {
  const answer = await server.rest('GET', `/api/v1/votes${query}`);
  assert.equal(answer.status, 200);
  return votes.parse(await answer.json());
}

test('agents see the last vote of each reader, by name and with the reason, the latest first', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using server = await startTemporaryServer({ clock: () => now });
  const [open, restricted] = await twoArticles(server);
  const ada = server.token({ name: 'Ada', email: 'Ada@acme.example' });
  const bob = server.token({ name: 'Bob', email: 'bob@globex.example' });
  const key = 'a-key-of-a-page-view-0001';
  await vote(server, restricted, { helpful: true }, ada);
  now += 60_000;
  await vote(server, open, { helpful: false, reason: 'Too long', key });
  await vote(server, open, { helpful: true, key });
  now += 60_000;
  await vote(server, restricted, { helpful: false, reason: ' No <b>prices</b> ' }, ada);
  now += 60_000;
  await vote(server, open, { helpful: true }, bob);

  const all = await list(server);

  assert.deepEqual(
    all.map(({ article, helpful, reason, reader }) => [article.id, helpful, reason, reader?.name]),
    [
      [open, true, null, 'Bob'],
      [restricted, false, 'No <b>prices</b>', 'Ada'],
      [open, true, null, undefined],
    ],
  );
  assert.deepEqual(all[1], {
    article: { id: restricted, title: 'Article 2' },
    helpful: false,
    reason: 'No <b>prices</b>',
    reader: { name: 'Ada', email: 'ada@acme.example' },
    createdAt: '2026-03-01T10:00:00.000Z',
    updatedAt: '2026-03-01T10:02:00.000Z',
  });
  assert.equal(JSON.stringify(all).includes(key), false);
});

test('votes are filtered by article, helpfulness and reader, and paged', async () => {
  await using server = await startTemporaryServer();
  const [open, restricted] = await twoArticles(server);
  for (const name of ['ada', 'bob', 'cleo']) {
    const token = server.token({ name, email: `${name}@acme.example` });
    await vote(server, open, { helpful: name === 'ada' }, token);
    await vote(server, restricted, { helpful: true }, token);
  }
  assert.equal((await list(server, `?article=${open}`)).length, 3);
  assert.equal((await list(server, `?article=${open}&helpful=false`)).length, 2);
  assert.equal((await list(server, '?helpful=true')).length, 4);
  assert.equal((await list(server, '?reader=BOB@acme.example')).length, 2);
  assert.equal((await list(server, '?article=999')).length, 0);
  const seen = await Promise.all([1, 2].map((page) => list(server, `?per_page=4&page=${page}`)));
  assert.deepEqual(
    seen.map((page) => page.length),
    [4, 2],
  );
  const first = await server.rest('GET', '/api/v1/votes?per_page=4');
  assert.match(first.headers.get('link') ?? '', /votes\?per_page=4&page=2>; rel="next"$/);

  const wrong = await server.rest('GET', '/api/v1/votes?article=x&helpful=yes');
  const { errors } = await problemIn(wrong);
  assert.deepEqual(errors.map(({ path }) => path).sort(), ['article', 'helpful']);
});

test('nobody reads votes without an API key', async () => {
  await using server = await startTemporaryServer();
  const token = server.token({ email: 'ada@acme.example' });
  const headers = { Authorization: `Bearer ${token}` };
  assert.equal((await fetch(`${server.origin}/api/v1/votes`, { headers })).status, 401);
});
