import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTemporaryServer } from '../temporary-server.ts';

function basic(text: string): string {
  return `Basic ${Buffer.from(text).toString('base64')}`;
}

test('without a known API key nothing is read or written, and each dialect says so in its own words', async () => {
  await using server = await startTemporaryServer();
  for (const authorization of [
    ...[undefined, '', 'Basic', 'Basic !!!', basic(''), basic(':x'), basic('wrong:x')],
    ...[
      basic(`${server.apiKey} :x`),
      basic(server.apiKey.toUpperCase()),
      `Bearer ${server.apiKey}`,
    ],
    ...[basic(`admin@localhost:${server.apiKey}`), basic('x'.repeat(5_000))],
  ]) {
    const headers = authorization === undefined ? {} : { Authorization: authorization };
    for (const [path, code] of [
      ['/api/v2/solutions/categories', /"code":"invalid_credentials"/],
      ['/api/v1/keys', /"code":"credentials_(missing|invalid)"/],
      ['/api/v1/nowhere', /"code":"credentials_(missing|invalid)"/],
    ] as const) {
      const answer = await fetch(`${server.origin}${path}`, { headers });
      assert.equal(answer.status, 401, `${authorization} at ${path}`);
      assert.match(await answer.text(), code);
      assert.match(answer.headers.get('www-authenticate') ?? '', /^Basic /);
    }
  }
});

test("a reader's login token opens nothing that is for agents", async () => {
  await using server = await startTemporaryServer();
  const token = server.token({ email: 'admin@localhost' });
  for (const authorization of [`Bearer ${token}`, basic(`${token}:x`)]) {
    const headers = { Authorization: authorization };
    assert.equal((await fetch(`${server.origin}/api/v2/contacts`, { headers })).status, 401);
  }
});

test('an API key is taken with any password, and with none', async () => {
  await using server = await startTemporaryServer();
  for (const user of [`${server.apiKey}:X`, `${server.apiKey}:a:b`, server.apiKey]) {
    const headers = { Authorization: basic(user) };
    assert.equal((await fetch(`${server.origin}/api/v2/contacts`, { headers })).status, 200);
  }
});

test('a body that is no JSON, of another type or too large is refused before anything is stored', async () => {
  await using server = await startTemporaryServer();
  const url = `${server.origin}/api/v2/contacts`;
  const authorization = basic(server.apiKey);
  for (const [type, body, status, code] of [
    ['application/json', '{"name":', 400, 'invalid_json'],
    ['application/json', '"text"', 400, 'invalid_json'],
    ['application/xml', '<contact/>', 415, 'media_type_unsupported'],
    ['text/plain', '{}', 415, 'media_type_unsupported'],
    ['application/json', JSON.stringify({ name: 'x'.repeat(1_100_000) }), 413, 'body_too_large'],
  ] as const) {
    const headers = { Authorization: authorization, 'Content-Type': type };
    const answer = await fetch(url, { method: 'POST', headers, body });
    assert.equal(answer.status, status, type);
    assert.match(answer.headers.get('content-type') ?? '', /^application\/json/);
    assert.ok((await answer.text()).includes(`"code":"${code}"`));
  }
  const empty = await fetch(url, { method: 'POST', headers: { Authorization: authorization } });
  assert.equal(empty.status, 400);
});

test('names of the language itself pollute nothing', async () => {
  await using server = await startTemporaryServer();
  const authorization = basic(server.apiKey);
  for (const body of [
    '{"__proto__":{"test":"polluted"},"name":"A","email":"a@a.example"}',
    '{"constructor":{"prototype":{"test":"polluted"}},"name":"A","email":"b@a.example"}',
    '{"name":"A","email":"c@a.example","custom_fields":{"__proto__":{"test":"polluted"}}}',
    '{"toString":1,"valueOf":1,"hasOwnProperty":1}',
    '{"name":{"$ne":null}}',
  ]) {
    const headers = { Authorization: authorization, 'Content-Type': 'application/json' };
    await fetch(`${server.origin}/api/v2/contacts`, { method: 'POST', headers, body });
    assert.equal(Reflect.get({}, 'test'), undefined);
  }
  const answer = await server.rest('GET', '/api/v2/contacts?__proto__[test]=polluted');
  assert.equal(answer.status, 200);
});

test('a method that an address does not take is answered with those that it takes', async () => {
  await using server = await startTemporaryServer();
  const answer = await server.rest('DELETE', '/api/v2/contacts');
  assert.equal(answer.status, 405);
  assert.equal(answer.headers.get('allow'), 'GET, POST');
});
