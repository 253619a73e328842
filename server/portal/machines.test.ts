import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTemporaryServer } from '../temporary-server.ts';
import { writeSome } from './test-bed.ts';

test('what machines are given holds public articles alone', async () => {
  await using server = await startTemporaryServer();
  const { first, hidden } = await writeSome(server);
  for (const path of ['/sitemap.xml', '/feed.xml', '/llms.txt']) {
    const text = await (await fetch(`${server.origin}${path}`)).text();
    assert.match(text, new RegExp(`https://help.example/articles/${first}-say-hello`), path);
    assert.doesNotMatch(text, new RegExp(`Secret|secret|articles/${hidden}`), path);
  }
  assert.match(
    await (await fetch(`${server.origin}/robots.txt`)).text(),
    /^Sitemap: https:\/\/help\.example\/sitemap\.xml$/m,
  );
});

test('the sitemap lists folders beneath which everybody finds something, in the languages of their names', async () => {
  await using server = await startTemporaryServer();
  const { open } = await writeSome(server);
  await server.rest('PUT', '/api/v1/sites/1', { locales: ['de'] });
  await server.rest('POST', `/api/v2/solutions/folders/${open}/de`, { name: 'Erste Schritte' });
  const make = async (path: string, body: object) => {
    const answer = await server.rest('POST', `/api/v2/solutions/folders/${open}/${path}`, body);
    assert.equal(answer.status, 201);
  };
  await make('subfolders', { name: 'Empty', visibility: 1 });
  await make('subfolders', { name: 'Members', visibility: 2 });
  const text = await (await fetch(`${server.origin}/sitemap.xml`)).text();
  const folders = [...text.matchAll(/<loc>([^<]*folders[^<]*)<\/loc>/g)].map(([, path]) => path);
  assert.deepEqual(folders, [
    `https://help.example/de/folders/${open}-erste-schritte`,
    `https://help.example/folders/${open}-first-steps`,
  ]);
});

test('an article is there as Markdown for whoever may read it', async () => {
  await using server = await startTemporaryServer();
  const { first, hidden } = await writeSome(server);
  const twin = await fetch(`${server.origin}/articles/${first}-say-hello.md`);
  assert.equal(twin.headers.get('content-type'), 'text/markdown; charset=utf-8');
  assert.match(await twin.text(), /^# Say hello\n\n## Why\n\nBecause of Say hello\n/);
  assert.equal((await fetch(`${server.origin}/articles/${hidden}.md`)).status, 404);
});
