import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer } from '../temporary-server.ts';

const ada = { name: 'Ada', email: 'ada@acme.example', groups: ['beta'], locale: 'en' };
const demo = { widget: 1, readers: new Map([['ada', ada]]) };

test('a server without a demo has no playground, and signs nobody in', async () => {
  await using server = await startTemporaryServer();
  for (const path of ['/playground', '/playground/preview', '/playground/facts']) {
    assert.equal((await fetch(`${server.origin}${path}`)).status, 404, path);
  }
  const token = await fetch(`${server.origin}/playground/token`, askFor({ reader: 'ada' }));
  assert.equal(token.status, 404);
});

test('the playground tells what it is about, and its tokens open the door', async () => {
  await using server = await startTemporaryServer({ demo });
  const facts = await (await fetch(`${server.origin}/playground/facts`)).json();
  const { name, email } = ada;
  assert.deepEqual(z.object({ readers: z.unknown() }).parse(facts).readers, [
    { id: 'ada', name, email },
  ]);
  const answer = await fetch(`${server.origin}/playground/token`, askFor({ reader: 'ada' }));
  const { token } = z.object({ token: z.string() }).parse(await answer.json());
  const session = await server.ask('/session', token, { method: 'POST' });
  assert.equal(session.status, 200);
});

test('the playground publishes the widget that it shows, and another server does not', async () => {
  await using server = await startTemporaryServer({ demo });
  writeFileSync(join(server.files, 'panel.js'), '');
  writeFileSync(join(server.files, 'elements.js'), '');
  const answer = await fetch(`${server.origin}/playground/version`, { method: 'POST' });
  const { src } = z.object({ src: z.string() }).parse(await answer.json());
  assert.equal((await fetch(server.origin + new URL(src).pathname)).status, 200);
  await using other = await startTemporaryServer();
  const refused = await fetch(`${other.origin}/playground/version`, { method: 'POST' });
  assert.equal(refused.status, 404);
});

for (const body of [{ reader: 'mallory' }, { reader: 7 }, { reader: 'ada', name: 'Root' }, {}]) {
  test(`the playground signs nobody in for ${JSON.stringify(body)}`, async () => {
    await using server = await startTemporaryServer({ demo });
    const answer = await fetch(`${server.origin}/playground/token`, askFor(body));
    assert.match(`${answer.status}`, /^4/);
    assert.doesNotMatch(await answer.text(), /eyJ/);
  });
}

test('the page about policies prints the header for this server, and the hash of the queue', async () => {
  await using server = await startTemporaryServer();
  const answer = await fetch(`${server.origin}/csp`);
  const page = await answer.text();
  const own = 'connect-src https://help.example; img-src https://help.example';
  assert.ok(page.includes(`>script-src https://help.example; ${own}<`));
  assert.match(page, /script-src https:\/\/help\.example 'sha256-[\w+/]{43}='/);
  assert.match(answer.headers.get('Content-Security-Policy') ?? '', /^default-src 'none'; /);
});

function askFor(body: unknown): RequestInit {
  const headers = { 'Content-Type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}
