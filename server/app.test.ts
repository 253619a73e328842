import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { problemIn, startTemporaryServer } from './temporary-server.ts';

test('anonymous gets the home of an empty widget', async () => {
  await using server = await startTemporaryServer();
  const answer = await server.ask('/home');
  assert.equal(answer.status, 200);
  const home = z.looseObject({ categories: z.unknown(), suggested: z.unknown() });
  const { categories, suggested } = home.parse(await answer.json());
  assert.deepEqual({ categories, suggested }, { categories: [], suggested: [] });
});

test('a signed-in reader is told who they are, until when, and what time it is here', async () => {
  const now = Date.parse('2026-03-01T10:00:00Z');
  await using server = await startTemporaryServer({ clock: () => now });
  const token = server.token({ name: 'Ada', email: 'Ada@acme.example', groups: ['beta'] });
  const answer = await server.ask('/session', token, { method: 'POST' });
  assert.deepEqual(await answer.json(), {
    reader: { name: 'Ada', email: 'ada@acme.example', locale: null, groups: ['beta'] },
    expiresAt: '2026-03-01T12:00:00.000Z',
    serverTime: '2026-03-01T10:00:00.000Z',
  });
  assert.equal(answer.headers.get('cache-control'), 'no-store');
});

test('bad credentials are refused by name, never taken for anonymous', async () => {
  await using server = await startTemporaryServer();
  for (const [authorization, code] of [
    ['Bearer nonsense', 'token_malformed'],
    ['Bearer', 'token_missing'],
    ['Basic YTpi', 'token_malformed'],
  ] as const) {
    const answer = await server.ask('/home', undefined, { headers: { authorization } });
    assert.equal(answer.status, 401);
    assert.match(answer.headers.get('content-type') ?? '', /application\/problem\+json/);
    const problem = await problemIn(answer);
    assert.equal(problem.code, code);
    assert.ok(problem.detail && problem.requestId && problem.serverTime);
  }
});

test('signing in without a token is refused', async () => {
  await using server = await startTemporaryServer();
  const answer = await server.ask('/session', undefined, { method: 'POST' });
  assert.equal(answer.status, 401);
  assert.equal((await problemIn(answer)).code, 'token_missing');
});

test('after signing out, the token and its renewals are refused everywhere', async () => {
  await using server = await startTemporaryServer();
  const headers = { 'Porchlight-Session': 'page-view-of-ada-0000001' };
  const [first, second] = [1, 2].map(() => server.token({ email: 'ada@acme.example' }));
  for (const token of [first, second]) {
    assert.equal((await server.ask('/session', token, { method: 'POST', headers })).status, 200);
  }
  assert.equal((await server.ask('/session', second, { method: 'DELETE', headers })).status, 204);
  assert.equal((await server.ask('/session', second, { method: 'DELETE', headers })).status, 204);
  for (const token of [first, second]) {
    const answer = await server.ask('/home', token);
    assert.equal(answer.status, 401);
    assert.equal((await problemIn(answer)).code, 'session_ended');
  }
});

test('a reset of the key ends every session at once', async () => {
  await using server = await startTemporaryServer();
  const token = server.token({ email: 'ada@acme.example' });
  assert.equal((await server.ask('/home', token)).status, 200);
  await server.keys.reset(1, 'freshdesk');
  const answer = await server.ask('/home', token);
  assert.equal(answer.status, 401);
  assert.equal((await problemIn(answer)).code, 'key_revoked');
});

test('a page of an origin that is not allowed is refused, and gets no CORS headers', async () => {
  await using server = await startTemporaryServer();
  const answer = await server.ask('/home', undefined, {
    headers: { Origin: 'https://evil.example' },
  });
  assert.equal(answer.status, 403);
  assert.equal(answer.headers.get('access-control-allow-origin'), null);
  assert.equal((await problemIn(answer)).code, 'origin_not_allowed');
});

test('a page of an allowed origin may ask, without cookies, and its preflight is answered', async () => {
  await using server = await startTemporaryServer();
  await server.store.write((t) =>
    t.updateTable('widget').set({ origins: '["https://app.example"]' }).execute(),
  );
  const headers = { Origin: 'https://app.example' };
  const answer = await server.ask('/home', undefined, { headers });
  assert.equal(answer.headers.get('access-control-allow-origin'), 'https://app.example');
  assert.equal(answer.headers.get('access-control-allow-credentials'), null);
  assert.match(answer.headers.get('vary') ?? '', /Origin/);
  const preflight = await server.ask('/session', undefined, {
    method: 'OPTIONS',
    headers: { ...headers, 'Access-Control-Request-Method': 'DELETE' },
  });
  assert.equal(preflight.status, 204);
  assert.match(preflight.headers.get('access-control-allow-headers') ?? '', /Porchlight-Session/);
});

test('a widget, an article and an address that do not exist are one answer but for the request id', async () => {
  await using server = await startTemporaryServer();
  const bodies = await Promise.all(
    [
      '/api/widget/v1/77/home',
      '/api/widget/v1/1/articles/5',
      '/api/widget/v1/1/articles/x',
      '/nowhere',
    ].map(async (path) => {
      const answer = await fetch(`${server.origin}${path}`);
      assert.equal(answer.status, 404);
      return { ...(await problemIn(answer)), requestId: '' };
    }),
  );
  for (const body of bodies) assert.deepEqual(body, bodies[0]);
});

test('a method that a path does not take gets 405 and the ones that it takes', async () => {
  await using server = await startTemporaryServer();
  const answer = await server.ask('/home', undefined, { method: 'POST' });
  assert.equal(answer.status, 405);
  assert.equal(answer.headers.get('allow'), 'GET');
});

test('every fault of a body is named with its path', async () => {
  await using server = await startTemporaryServer();
  const answer = await server.ask('/session', server.token({ email: 'a@b.example' }), {
    method: 'POST',
    headers: { 'Porchlight-Session': 'short' },
  });
  assert.equal(answer.status, 422);
  assert.equal((await problemIn(answer)).errors[0]?.path, 'Porchlight-Session');
});

test('over the limit, requests are refused with Retry-After', async () => {
  const limits = { reads: { requests: 2, window: 60_000 }, signIns: null, tickets: null };
  await using server = await startTemporaryServer({ limits });
  await server.ask('/home');
  await server.ask('/home');
  const answer = await server.ask('/home');
  assert.equal(answer.status, 429);
  assert.equal((await problemIn(answer)).code, 'rate_limited');
  assert.ok(Number(answer.headers.get('retry-after')) > 0);
});

test('the loader carries the settings of its widget, and no widget has none', async () => {
  await using server = await startTemporaryServer();
  const answer = await fetch(`${server.origin}/widgets/1.js`);
  const script = await answer.text();
  assert.match(script, /^start\(\{"id":1,"locales":\{"en":"Help"\}/);
  assert.match(answer.headers.get('content-type') ?? '', /text\/javascript/);
  const etag = answer.headers.get('etag') ?? '';
  const again = await fetch(`${server.origin}/widgets/1.js`, {
    headers: { 'If-None-Match': etag },
  });
  assert.equal(again.status, 304);
  assert.equal((await fetch(`${server.origin}/widgets/2.js`)).status, 404);
});

test('the custom elements are one script for every widget', async () => {
  await using server = await startTemporaryServer();
  const answer = await fetch(`${server.origin}/widgets/elements.js`);
  assert.equal(await answer.text(), 'define()');
  assert.match(answer.headers.get('content-type') ?? '', /text\/javascript/);
  assert.match(answer.headers.get('cache-control') ?? '', /max-age=300/);
  assert.equal(answer.headers.get('cross-origin-resource-policy'), 'cross-origin');
});

test('health and readiness are answered', async () => {
  await using server = await startTemporaryServer();
  assert.equal((await fetch(`${server.origin}/healthz`)).status, 200);
  assert.equal((await fetch(`${server.origin}/readyz`)).status, 200);
});

test('no token and no secret is logged, whatever is refused', async () => {
  const logLines: string[] = [];
  await using server = await startTemporaryServer({ logLines });
  const token = server.token({ email: 'ada@acme.example' });
  await server.ask('/home', `${token}x`);
  await server.ask('/home', token);
  await server.store.close();
  assert.equal((await server.ask('/articles/1', token)).status, 500);
  assert.ok(logLines.length > 0);
  const log = logLines.join('');
  assert.ok(!log.includes(token) && !log.includes(server.widgetSecret));
});

test('a backend without a JWT library gets a token that opens the door, but not without an API key', async () => {
  await using server = await startTemporaryServer();
  const wish = { name: 'Ada', email: 'ada@acme.example', groups: ['beta'], expiresIn: 600 };
  const answer = await server.rest('POST', '/auth/token', wish);
  assert.equal(answer.status, 200);
  const { token } = z.object({ token: z.string() }).parse(await answer.json());
  assert.equal((await server.ask('/session', token, { method: 'POST' })).status, 200);

  const refused = await fetch(`${server.origin}/auth/token`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(wish),
  });
  assert.equal(refused.status, 401);
  const faulty = await server.rest('POST', '/auth/token', {
    name: '',
    email: 'x',
    expiresIn: 9_000,
  });
  const { errors } = await problemIn(faulty);
  assert.deepEqual(errors.map(({ path }) => path).sort(), ['email', 'expiresIn', 'name']);
});

test('an error code is explained at the address that its problem names', async () => {
  await using server = await startTemporaryServer();
  const answer = await fetch(`${server.origin}/errors/token_expired`);
  assert.match(await answer.text(), /What to do: Sign a new token/);
  assert.equal((await fetch(`${server.origin}/errors/toString`)).status, 404);
});

test('a body that is not JSON in UTF-8 is refused by its type', async () => {
  await using server = await startTemporaryServer();
  for (const type of ['text/plain', 'application/json; charset=utf-16le']) {
    const body = new Uint8Array(Buffer.from('{"helpful":true}', 'utf16le'));
    const answer = await server.ask('/articles/1/vote', undefined, {
      ...{ method: 'POST', body, headers: { 'Content-Type': type } },
    });
    assert.equal(answer.status, 415, type);
  }
});
