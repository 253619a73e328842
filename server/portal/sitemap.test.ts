import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTemporaryServer } from '../temporary-server.ts';
import { partOf, wholeOf } from './sitemap.ts';
import { writeSome } from './test-bed.ts';
import { element } from './xml.ts';

const origin = 'https://help.example';
const pages = Array.from({ length: 7 }, (_, at) => `${origin}/articles/${at}`);
const urls = pages.map((page) => element('url', [element('loc', [page])]));

function locations(document: string | null): string[] {
  return [...(document ?? '').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, address = '']) => address);
}

test('what fits is one sitemap', () => {
  const whole = wholeOf(urls, origin, 7);
  assert.match(whole, /<urlset /);
  assert.deepEqual(locations(whole), pages);
  assert.equal(partOf(urls, '1.xml', 7), null);
});

test('what is too much for one is in parts: each page once, and no part but those in the index', () => {
  const index = wholeOf(urls, origin, 3);
  assert.match(index, /<sitemapindex /);
  const files = locations(index).map((address) => address.replace(`${origin}/sitemaps/`, ''));
  assert.deepEqual(files, ['1.xml', '2.xml', '3.xml']);
  assert.deepEqual(
    files.flatMap((file) => locations(partOf(urls, file, 3))),
    pages,
  );
  for (const file of ['4.xml', '0.xml', '-1.xml', '1', '1.xml/', 'x.xml', '']) {
    assert.equal(partOf(urls, file, 3), null, file);
  }
});

test('a small site has no parts, and the answer is the one for every missing page', async () => {
  await using server = await startTemporaryServer();
  await writeSome(server);
  const answers = await Promise.all(
    ['/sitemaps/1.xml', '/articles/999999'].map((path) => fetch(`${server.origin}${path}`)),
  );
  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 404],
  );
});
