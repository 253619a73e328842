import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTemporaryServer } from '../temporary-server.ts';

const safe = {
  'content-security-policy': /^default-src 'none';frame-ancestors 'none'$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'referrer-policy': /^no-referrer$/,
  'strict-transport-security': /^max-age=\d{8}; includeSubDomains$/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^SAMEORIGIN$/,
};

test('every answer is safe to load, refusals too, and has a random name of its own', async () => {
  await using server = await startTemporaryServer();
  const names = new Set<string>();
  const headers = { 'X-Request-Id': 'of-my-own' };
  for (const path of ['/home', '/home', '/articles/9', '/%ff']) {
    const answer = await server.ask(path, undefined, { headers });
    for (const [name, value] of Object.entries(safe)) {
      assert.match(answer.headers.get(name) ?? '', value, `${name} of ${path}`);
    }
    assert.equal(answer.headers.get('x-powered-by'), null);
    const name = answer.headers.get('x-request-id') ?? '';
    assert.match(name, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    names.add(name);
  }
  assert.equal(names.size, 4);
});

test('an answer of the widget’s API is never taken for that to another page or another reader', async () => {
  await using server = await startTemporaryServer();
  await server.store.write((t) => t.updateTable('widget').set({ origins: '["*"]' }).execute());
  for (const path of ['/home', '/search?q=a']) {
    for (const headers of [{}, { Origin: 'https://app.example' }]) {
      const answer = await server.ask(path, undefined, { headers });
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('vary'), 'Origin, Authorization');
    }
  }
});
