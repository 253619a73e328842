import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTemporaryServer } from '../temporary-server.ts';
import { answerAt, page, writeSome } from './test-bed.ts';

test('anybody reads the home and an article of a public folder, under a policy without anything inline', async () => {
  await using server = await startTemporaryServer();
  const { first } = await writeSome(server);
  const home = await page(server, '/');
  assert.equal(home.status, 200);
  assert.match(await home.text(), /First steps/);
  const article = await page(server, `/articles/${first}-say-hello`);
  assert.equal(article.status, 200);
  assert.match(
    article.headers.get('content-security-policy') ?? '',
    /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';/,
  );
  const text = await article.text();
  assert.match(text, /<h1>Say hello<\/h1>/);
  assert.doesNotMatch(text, / style="| on[a-z]+="|<script>|<style/);
});

test('a page of a hidden article and one of a missing article are the same, byte for byte', async () => {
  await using server = await startTemporaryServer();
  const { hidden } = await writeSome(server);
  const [one, other] = await Promise.all([
    page(server, `/articles/${hidden}-secret-handshake`),
    page(server, '/articles/99999-nothing'),
  ]);
  assert.equal(one.status, 404);
  assert.equal(other.status, 404);
  assert.equal(await one.text(), await other.text());
  const fields = ({ headers }: Response) =>
    [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id');
  assert.deepEqual(fields(one), fields(other));
});

test('a program that asks for no page is refused with a problem', async () => {
  await using server = await startTemporaryServer();
  const answer = await fetch(`${server.origin}/articles/1`);
  assert.equal(answer.status, 404);
  assert.match(answer.headers.get('content-type') ?? '', /application\/problem\+json/);
});

test('pages of a site with a rule are kept by nobody; those of an open site are asked for again with their tag', async () => {
  await using server = await startTemporaryServer();
  const { first, closed } = await writeSome(server);
  const ruled = await page(server, `/articles/${first}-say-hello`);
  assert.equal(ruled.headers.get('cache-control'), 'private, no-store');
  assert.equal(ruled.headers.get('etag'), null);
  await server.rest('PUT', `/api/v2/solutions/folders/${closed}`, { visibility: 1 });
  const open = await page(server, `/articles/${first}-say-hello`);
  assert.equal(open.headers.get('cache-control'), 'public, no-cache');
  const headers = { 'If-None-Match': open.headers.get('etag') ?? '' };
  assert.equal((await page(server, `/articles/${first}-say-hello`, { headers })).status, 304);
});

test('a form sent from a page of another site is refused', async () => {
  await using server = await startTemporaryServer();
  const send = (headers: Record<string, string>) => {
    const body = new URLSearchParams({ theme: 'dark' });
    return page(server, '/theme', { method: 'POST', headers, body });
  };
  for (const headers of [
    { Origin: 'https://evil.example' },
    { Origin: 'null' },
    { Origin: server.origin, 'Sec-Fetch-Site': 'cross-site' },
    { Origin: server.origin, 'Sec-Fetch-Site': 'same-site' },
  ]) {
    assert.equal((await send(headers)).status, 403);
  }
  assert.equal((await send({ Origin: server.origin })).status, 303);
  assert.equal((await send({ Origin: 'null', 'Sec-Fetch-Site': 'same-origin' })).status, 303);
});

test('the chosen appearance is drawn from the first byte, and the way back never leaves the site', async () => {
  await using server = await startTemporaryServer();
  for (const [to, back] of [
    ['/articles/1?x=1', '/articles/1?x=1'],
    ['//evil.example/x', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example/', '/'],
    ['/..//evil.example', '/evil.example'],
  ] as const) {
    const body = new URLSearchParams({ theme: 'dark', to });
    const answer = await page(server, '/theme', { method: 'POST', body });
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get('location'), back, to);
  }
  const dark = await page(server, '/', { headers: { Cookie: 'porchlight-theme=dark' } });
  assert.match(await dark.text(), /<html [^>]*data-theme="dark"/);
});

test('an address with an old title, or with the primary language in front, leads to the one address', async () => {
  await using server = await startTemporaryServer();
  const { first } = await writeSome(server);
  for (const [from, to] of [
    [`/articles/${first}`, `/articles/${first}-say-hello`],
    [`/articles/${first}-say-nothing?voted=no`, `/articles/${first}-say-hello?voted=no`],
    [`/en/articles/${first}-say-hello`, `/articles/${first}-say-hello`],
    ['/en', '/'],
  ]) {
    const answer = await page(server, from ?? '');
    assert.equal(answer.status, 302, from);
    assert.equal(answer.headers.get('location'), to);
  }
});

test('in another language of the site a page keeps its path behind the language, and says which text it shows', async () => {
  await using server = await startTemporaryServer();
  const { first, second } = await writeSome(server);
  await server.rest('PUT', '/api/v1/sites/1', { locales: ['de'] });
  await server.rest('POST', `/api/v2/solutions/articles/${first}/de`, {
    ...{ title: 'Sag hallo', description: '<p>Hallo</p>', status: 2 },
  });
  const german = await (await page(server, `/de/articles/${first}-sag-hallo`)).text();
  assert.match(german, /<html lang="de"/);
  assert.match(german, /<h1>Sag hallo<\/h1>/);
  assert.match(
    german,
    new RegExp(`hreflang="en" href="https://help.example/articles/${first}-say-hello"`),
  );
  const english = await (await page(server, `/de/articles/${second}-say-goodbye`)).text();
  assert.match(english, /<article lang="en"/);
  assert.match(english, /Diesen Artikel gibt es nicht auf Deutsch/);
  assert.match(
    english,
    new RegExp(`rel="canonical" href="https://help.example/articles/${second}-say-goodbye"`),
  );
});

test('an anonymous search finds what everybody may read, marks it, and nothing of what is hidden', async () => {
  await using server = await startTemporaryServer();
  await writeSome(server);
  const found = await (await page(server, '/search?q=hello')).text();
  assert.match(found, /Say <mark>hello<\/mark>/);
  const hidden = await (await page(server, '/search?q=handshake')).text();
  assert.match(hidden, /Nothing found/);
  assert.doesNotMatch(hidden, /Secret/);
  const suggested = await (await page(server, '/search/suggestions?q=hel')).text();
  assert.match(suggested, /^<ul [^>]*><li><a href="\/articles\/\d+-say-hello">/);
});

test('a query is shown as text, whatever it is', async () => {
  await using server = await startTemporaryServer();
  const query = '"><script>alert(1)</script>';
  const text = await (await page(server, `/search?q=${encodeURIComponent(query)}`)).text();
  assert.doesNotMatch(text, /<script>/);
});

test("a site's host leads to its own articles, any other host to the first site's", async () => {
  await using server = await startTemporaryServer();
  await writeSome(server);
  await server.store.write((transaction) =>
    transaction
      .insertInto('site')
      .values({
        ...{ name: 'Other help', primary_locale: 'de', locales: '[]', hosts: '["other.example"]' },
        ...{ created_at: 0, updated_at: 0 },
      })
      .execute(),
  );
  const at = (host: string) => answerAt(server, host);
  assert.match(await at('other.example'), /<title>Other help<\/title>/);
  assert.match(await at('OTHER.example:8080'), /<title>Other help<\/title>/);
  assert.doesNotMatch(await at('other.example'), /First steps/);
  assert.match(await at('unknown.example'), /First steps/);
});
