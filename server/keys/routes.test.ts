import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { problemIn, startTemporaryServer } from '../temporary-server.ts';

const key = z.looseObject({ id: z.number(), kid: z.string(), state: z.string() });
const made = key.extend({ secret: z.string() });
const now = Date.parse('2026-03-01T10:00:00Z');

test('the secret of a key is in the answer that makes it and in no other', async () => {
  await using server = await startTemporaryServer({ clock: () => now });
  const answer = await server.rest('POST', '/api/v1/keys', { site: 1, door: 'freshdesk' });
  assert.equal(answer.status, 201);
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  const { id, secret } = made.parse(await answer.json());
  assert.ok(secret.length >= 32);
  const at = new Date(now + 60_000).toISOString();
  for (const [method, path, body] of [
    ['GET', '/api/v1/keys'],
    ['POST', `/api/v1/keys/${id}/retire`, { at }],
    ['POST', `/api/v1/keys/${id}/revoke`],
  ] as const) {
    const other = await server.rest(method, path, body);
    assert.equal(other.status, 200, path);
    const text = await other.text();
    assert.ok(!text.includes(secret) && !text.includes(server.widgetSecret), path);
  }
});

test('a key that retires still signs until its date, and is listed with it', async () => {
  let time = now;
  await using server = await startTemporaryServer({ clock: () => time });
  const token = server.token({ email: 'ada@acme.example' });
  const at = new Date(now + 60_000).toISOString();
  const answer = await server.rest('POST', '/api/v1/keys/1/retire', { at });
  assert.equal(key.parse(await answer.json()).retireAt, at);
  assert.equal((await server.ask('/home', token)).status, 200);
  time = now + 60_000;
  assert.equal((await server.ask('/home', token)).status, 401);
});

test('after a reset, tokens of every earlier key are refused and those of the new one are taken', async () => {
  await using server = await startTemporaryServer({ clock: () => now });
  const before = server.token({ email: 'ada@acme.example' });
  assert.equal((await server.ask('/home', before)).status, 200);
  const answer = await server.rest('POST', '/api/v1/keys/reset', { site: 1, door: 'freshdesk' });
  assert.equal(answer.status, 201);
  assert.equal((await server.ask('/home', before)).status, 401);
  const issued = await server.rest('POST', '/auth/token', {
    name: 'Ada',
    email: 'ada@acme.example',
  });
  const { token } = z
    .object({ token: z.string() })
    .loose()
    .parse(await issued.json());
  assert.equal((await server.ask('/home', token)).status, 200);
});

test('a key with wrong fields is refused with their names and without its secret', async () => {
  await using server = await startTemporaryServer({ clock: () => now });
  const secret = 'too short, and secret';
  for (const [body, paths] of [
    [{ door: 'back', retireAt: 'soon', kid: 'x' }, ['door', 'kid', 'retireAt', 'site']],
    [{ site: 1, door: 'freshdesk', secret }, ['secret']],
    [{ site: 9, door: 'freshdesk' }, ['site']],
    [{ site: 1, door: 'freshdesk', alg: 'HS512' }, ['alg']],
  ] as const) {
    const answer = await server.rest('POST', '/api/v1/keys', body);
    assert.equal(answer.status, 422);
    const problem = await problemIn(answer);
    assert.deepEqual(problem.errors.map(({ path }) => path).sort(), paths);
    assert.ok(!JSON.stringify(problem).includes(secret));
  }
  assert.equal((await server.rest('POST', '/api/v1/keys/9/revoke')).status, 404);
});
