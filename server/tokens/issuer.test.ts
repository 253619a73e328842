import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import express from 'express';
import { makeTestBed } from '../keys/test-bed.ts';
import { issueToken, tokenRequest } from './issue.ts';
import { type HelpTokenOptions, helpToken } from './issuer.ts';

const secret = 'a secret of the test, with 32 bytes or more';
const ada = { name: 'Ada', email: 'ada@example.com' };

/** A customer's app with the router in it. */
async function serve(options: Partial<HelpTokenOptions>) {
  const app = express().use(express.json());
  app.use('/help-token', helpToken({ secret, reader: () => ada, ...options }));
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    ask: (init?: RequestInit) => fetch(`http://127.0.0.1:${port}/help-token`, init),
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

test('an issued token is accepted by the verifier, with the reader it was issued for', async () => {
  await using bed = await makeTestBed();
  const key = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  const clock = () => bed.now;
  const request = { ...ada, groups: ['beta'], locale: 'de', expiresIn: 60 };
  const { token, expiresAt } = issueToken(request, { secret: key.secret, kid: key.kid, clock });
  assert.equal(expiresAt, new Date(bed.now + 60_000).toISOString());
  const { claims } = await bed.verifier.verify(token, bed.site, 'freshdesk');
  const { jti, ...others } = claims;
  const iat = bed.now / 1_000;
  assert.deepEqual(others, { ...ada, groups: ['beta'], locale: 'de', iat, exp: iat + 60 });
  assert.match(jti ?? '', /^[0-9a-f-]{36}$/);
});

test('two tokens of one reader in the same second differ', () => {
  const sign = () => issueToken(ada, { secret, clock: () => 0 }).token;
  assert.notEqual(sign(), sign());
});

test('the largest request that may be signed stays below the 8 KiB of the door', async () => {
  await using bed = await makeTestBed();
  const key = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  const request = tokenRequest.parse({
    name: '香'.repeat(200),
    email: `${'香'.repeat(64)}@${'香'.repeat(185)}.test`.slice(0, 254),
    groups: ['g'.repeat(4_092)],
    locale: 'pt-BR',
  });
  const { token } = issueToken(request, { secret: key.secret, clock: () => bed.now });
  await bed.verifier.verify(token, bed.site, 'freshdesk');
  assert.equal(tokenRequest.safeParse({ ...ada, groups: ['g'.repeat(4_093)] }).success, false);
});

for (const method of ['GET', 'POST']) {
  test(`${method} answers a token of two hours that nobody may cache`, async () => {
    const now = Date.UTC(2026, 6, 1);
    await using app = await serve({ clock: () => now });
    const response = await app.ask({ method });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    const answer = await response.json();
    assert.deepEqual(Object.keys(Object(answer)), ['token', 'expiresAt']);
    assert.equal(Object(answer).expiresAt, new Date(now + 7_200_000).toISOString());
  });
}

test('a name and an e-mail that the browser sends are not believed', async () => {
  await using app = await serve({});
  const response = await app.ask({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ name: 'Eve', email: 'eve@example.com', groups: ['admin'] }),
  });
  const [, claims = ''] = String(Object(await response.json()).token).split('.');
  const { name, email, groups } = JSON.parse(Buffer.from(claims, 'base64url').toString());
  assert.deepEqual({ name, email, groups }, { ...ada, groups: undefined });
});

test('nobody signed in gives 401 and no token', async () => {
  for (const nobody of [null, undefined]) {
    await using app = await serve({ reader: async () => nobody });
    const response = await app.ask();
    assert.equal(response.status, 401);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.deepEqual(await response.json(), { title: 'Nobody is signed in', status: 401 });
  }
});

test('what goes wrong in reader is told to the app and not to the browser', async () => {
  const failures: Record<string, HelpTokenOptions['reader']> = {
    throws: () => {
      throw new Error('password of the database');
    },
    rejects: () => Promise.reject(new Error('password of the database')),
    'gives no e-mail': () => ({ name: 'Ada', email: '' }),
  };
  for (const reader of Object.values(failures)) {
    const told: unknown[] = [];
    await using app = await serve({ reader, onError: (error) => told.push(error) });
    const response = await app.ask();
    assert.equal(response.status, 500);
    assert.deepEqual(await response.json(), {
      title: 'The token could not be signed',
      status: 500,
    });
    assert.equal(told.length, 1);
  }
});

test('other methods are not allowed', async () => {
  await using app = await serve({});
  const response = await app.ask({ method: 'DELETE' });
  assert.equal(response.status, 405);
  assert.equal(response.headers.get('allow'), 'GET, HEAD, POST');
});

test('the issuer brings nothing of the server along but tokens/ and contract/', () => {
  const reached = new Set<string>();
  const follow = (file: URL): void => {
    if (reached.has(file.href)) return;
    reached.add(file.href);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      follow(new URL(path, file));
    }
  };
  follow(new URL('./issuer.ts', import.meta.url));
  const foreign = [...reached].filter((file) => !/\/(server\/tokens|contract)\/[^/]+$/.test(file));
  assert.deepEqual(foreign, []);
  assert.ok(reached.size > 3);
});

test('a secret or a life that cannot work is refused when the router is made', () => {
  const make = (options: Partial<HelpTokenOptions>) => () =>
    helpToken({ secret, reader: () => ada, ...options });
  assert.throws(
    make({ secret: 'too short' }),
    /secret must have 32 bytes or more for HS256, and has 9/,
  );
  assert.throws(make({ secret: '' }), TypeError);
  assert.throws(make({ expiresIn: 7_201 }), /expiresIn/);
  assert.throws(make({ expiresIn: 0 }), /expiresIn/);
});
