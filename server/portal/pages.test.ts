import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';

const withId = z.looseObject({ id: z.number() });

async function made(server: TemporaryServer, path: string, body: object): Promise<number> {
  return withId.parse(await (await server.rest('POST', `/api/v2/solutions/${path}`, body)).json())
    .id;
}

/** A public folder with two articles and one for signed-in readers with one. */
async function writeSome(server: TemporaryServer) {
  const category = await made(server, 'categories', { name: 'Using it' });
  const open = await made(server, `categories/${category}/folders`, {
    ...{ name: 'First steps', visibility: 1 },
  });
  const closed = await made(server, `categories/${category}/folders`, {
    ...{ name: 'For customers', visibility: 2 },
  });
  const article = (folder: number, title: string) =>
    made(server, `folders/${folder}/articles`, {
      ...{ title, description: `<h2>Why</h2><p>Because of ${title}</p>`, status: 2 },
    });
  return {
    open,
    closed,
    first: await article(open, 'Say hello'),
    second: await article(open, 'Say goodbye'),
    hidden: await article(closed, 'Secret handshake'),
  };
}

function page(server: TemporaryServer, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'text/html');
  return fetch(`${server.origin}${path}`, { redirect: 'manual', ...init, headers });
}

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
  const ruled = await page(server, `/articles/${first}`);
  assert.equal(ruled.headers.get('cache-control'), 'private, no-store');
  assert.equal(ruled.headers.get('etag'), null);
  await server.rest('PUT', `/api/v2/solutions/folders/${closed}`, { visibility: 1 });
  const open = await page(server, `/articles/${first}`);
  assert.equal(open.headers.get('cache-control'), 'public, no-cache');
  const headers = { 'If-None-Match': open.headers.get('etag') ?? '' };
  assert.equal((await page(server, `/articles/${first}`, { headers })).status, 304);
});

test('a form sent from a page of another site is refused', async () => {
  await using server = await startTemporaryServer();
  const answer = await page(server, '/theme', {
    method: 'POST',
    headers: { Origin: 'https://evil.example' },
    body: new URLSearchParams({ theme: 'dark' }),
  });
  assert.equal(answer.status, 403);
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
