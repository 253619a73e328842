import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';

const withId = z.looseObject({ id: z.number() });
const home = z.looseObject({ suggested: z.array(z.looseObject({ title: z.string() })) });

/** An open folder and one for signed-in readers, articles in both, and what `rules` make of them. */
async function library(server: TemporaryServer) {
  async function make(path: string, body: object): Promise<number> {
    const answer = await server.rest('POST', `/api/v2/solutions${path}`, body);
    assert.equal(answer.status, 201);
    return withId.parse(await answer.json()).id;
  }
  const category = await make('/categories', { name: 'Help' });
  const open = await make(`/categories/${category}/folders`, { name: 'Open', visibility: 1 });
  const own = await make(`/categories/${category}/folders`, { name: 'Own', visibility: 2 });
  const ids: Record<string, number> = {};
  for (const [folder, title, tags] of [
    [open, 'Plans', ['billing']],
    [open, 'Charts', ['reports']],
    [open, 'Sharing', ['reports', 'team']],
    [open, 'Keys', []],
    [own, 'Contract', ['billing', 'only here']],
  ] as const) {
    const text = { title, description: `<p>${title}</p>`, status: 2, tags };
    ids[title] = await make(`/folders/${folder}/articles`, text);
  }
  await server.rest('PUT', '/api/v1/widgets/1', { categories: [category] });
  return {
    ids,
    rules: (suggestions: unknown) => server.rest('PUT', '/api/v1/widgets/1', { suggestions }),
    async suggested(query: string, token?: string): Promise<string[]> {
      const answer = await server.ask(`/home?${query}`, token);
      assert.equal(answer.status, 200);
      return home.parse(await answer.json()).suggested.map(({ title }) => title);
    },
  };
}

const page = (path: string) => `url=${encodeURIComponent(`https://app.example${path}`)}`;

test('a page that a rule fits is offered what the rule names, first; other pages what is read most', async () => {
  await using server = await startTemporaryServer();
  const { ids, rules, suggested } = await library(server);
  const saved = await rules([
    { url: '/keys*', articles: [ids['Keys'], ids['Sharing']] },
    { url: '/reports/*', tags: ['reports'], articles: [ids['Keys']] },
  ]);
  assert.equal(saved.status, 200);
  const popular = await suggested('');
  assert.deepEqual(popular, ['Plans', 'Charts', 'Sharing', 'Keys']);
  assert.deepEqual(await suggested(page('/keys')), ['Keys', 'Sharing', 'Plans', 'Charts']);
  assert.deepEqual(await suggested(page('/reports/7')), ['Keys', 'Charts', 'Sharing', 'Plans']);
  assert.deepEqual(await suggested(page('/team')), popular);
  for (const odd of [
    'url=',
    'url=nonsense',
    'url=a&url=b',
    'tags=',
    'tags=nobody',
    'tags=a&tags=b',
  ]) {
    assert.deepEqual(await suggested(odd), popular, odd);
  }
});

test('tags that the page names come before the rules for its address', async () => {
  await using server = await startTemporaryServer();
  const { ids, rules, suggested } = await library(server);
  await rules([{ url: '*', articles: [ids['Keys']] }]);
  const query = `${page('/')}&tags=nothing,team`;
  assert.deepEqual((await suggested(query)).slice(0, 2), ['Sharing', 'Keys']);
});

test('a rule that names a restricted article suggests it to whoever may read it and to nobody else', async () => {
  await using server = await startTemporaryServer();
  const { ids, rules, suggested } = await library(server);
  await rules([{ url: '/contract', articles: [ids['Contract']], tags: ['only here'] }]);
  const token = server.token({ email: 'ada@acme.example' });
  for (const query of [page('/contract'), 'tags=only+here', `${page('/contract')}&tags=nobody`]) {
    // In this order, so that a reader's answer could only reach the anonymous one through a memory.
    assert.equal((await suggested(query, token))[0], 'Contract', query);
    assert.ok(!(await suggested(query)).includes('Contract'), query);
  }
});

test('new rules count at once', async () => {
  await using server = await startTemporaryServer();
  const { ids, rules, suggested } = await library(server);
  assert.equal((await suggested(page('/x')))[0], 'Plans');
  await rules([{ url: '/x', articles: [ids['Keys']] }]);
  assert.equal((await suggested(page('/x')))[0], 'Keys');
});

test('rules that would never fit, or suggest nothing, are refused with every fault', async () => {
  await using server = await startTemporaryServer();
  const { rules } = await library(server);
  const answer = await rules([
    { url: 'billing', articles: [1] },
    { url: '/billing?plan=pro', articles: [1] },
    { url: 'ftp://app.example/*', articles: [1] },
    { url: '/billing' },
    { url: '/billing', articles: [0], tags: [''], regex: true },
  ]);
  assert.equal(answer.status, 422);
  const { errors } = z
    .object({ errors: z.array(z.object({ path: z.string() })) })
    .parse(await answer.json());
  assert.deepEqual(errors.map(({ path }) => path).sort(), [
    ...['suggestions.0.url', 'suggestions.1.url', 'suggestions.2.url', 'suggestions.3'],
    ...['suggestions.4.articles.0', 'suggestions.4.regex', 'suggestions.4.tags.0'],
  ]);
});

test("the loader asks for the page's address only where there are rules, and the server never logs it", async () => {
  const logLines: string[] = [];
  await using server = await startTemporaryServer({ logLines });
  const { ids, rules, suggested } = await library(server);
  const loader = async () => (await fetch(`${server.origin}/widgets/1.js`)).text();
  assert.doesNotMatch(await loader(), /byPage/);
  await rules([{ url: '/x', articles: [ids['Keys']] }]);
  assert.match(await loader(), /"byPage":true/);
  await suggested(page('/customers/secret-name'));
  assert.doesNotMatch(logLines.join(), /secret-name/);
});
