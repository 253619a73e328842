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

test('an article is there as Markdown for whoever may read it', async () => {
  await using server = await startTemporaryServer();
  const { first, hidden } = await writeSome(server);
  const twin = await fetch(`${server.origin}/articles/${first}-say-hello.md`);
  assert.equal(twin.headers.get('content-type'), 'text/markdown; charset=utf-8');
  assert.match(await twin.text(), /^# Say hello\n\n## Why\n\nBecause of Say hello\n/);
  assert.equal((await fetch(`${server.origin}/articles/${hidden}.md`)).status, 404);
});
