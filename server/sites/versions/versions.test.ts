import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../../temporary-server.ts';

const address = '/api/v1/widgets/1/versions';
const answer = z.object({
  ...{ version: z.string(), isCurrent: z.boolean(), src: z.string(), integrity: z.string() },
  elements: z.object({ src: z.string(), integrity: z.string() }),
  modules: z.record(z.string(), z.string()),
});

/** With a build that has files, in the folder where the server looks for them. */
async function startBuilt() {
  const server = await startTemporaryServer();
  writeFileSync(join(server.files, 'panel.js'), 'export const start = 1;');
  writeFileSync(join(server.files, 'elements.js'), 'define()');
  mkdirSync(join(server.files, 'en'));
  writeFileSync(join(server.files, 'en', 'panel.json'), '{}');
  return server;
}

async function publish(server: TemporaryServer, status = 201) {
  const response = await server.rest('POST', address);
  assert.equal(response.status, status);
  return answer.parse(await response.json());
}

/** What an address of this server, as pages know it, answers. */
function get({ origin }: TemporaryServer, src: string): Promise<Response> {
  return fetch(origin + new URL(src).pathname);
}

function sha384(text: string): string {
  return `sha384-${createHash('sha384').update(text).digest('base64')}`;
}

test('a published version answers the bytes of the floating script, for ever, with their hash', async () => {
  await using server = await startBuilt();
  const { src, integrity, version, isCurrent } = await publish(server);
  const pinned = await get(server, src);
  const script = await pinned.text();
  assert.equal(script, await (await fetch(`${server.origin}/widgets/1.js`)).text());
  assert.equal(integrity, sha384(script));
  assert.equal(isCurrent, true);
  assert.equal(version, createHash('sha256').update(script).digest('hex').slice(0, 16));
  assert.equal(pinned.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(pinned.headers.get('access-control-allow-origin'), '*');
});

test('publishing twice is one version', async () => {
  await using server = await startBuilt();
  const first = await publish(server);
  assert.deepEqual(await publish(server, 200), first);
  const list = z.array(answer).parse(await (await server.rest('GET', address)).json());
  assert.deepEqual(list, [first]);
});

test('settings that change make another version, and the old one stays as it was', async () => {
  await using server = await startBuilt();
  const old = await publish(server);
  const before = await (await get(server, old.src)).text();
  await server.rest('PUT', '/api/v1/widgets/1', { mode: 'articles' });

  assert.equal(await (await get(server, old.src)).text(), before);
  const next = await publish(server);
  assert.notEqual(next.version, old.version);
  const list = z.array(answer).parse(await (await server.rest('GET', address)).json());
  const current = list.filter(({ isCurrent }) => isCurrent).map(({ version }) => version);
  assert.deepEqual(current, [next.version]);
});

test('after an upgrade a published version still finds all that it loads', async () => {
  await using server = await startBuilt();
  const { modules, elements } = await publish(server);
  const parts = { ...modules, [elements.src]: elements.integrity };
  for (const name of ['panel.js', 'elements.js', 'en']) {
    rmSync(join(server.files, name), { recursive: true });
  }
  assert.equal(Object.keys(modules).length, 2);
  for (const [src, integrity] of Object.entries(parts)) {
    const file = await get(server, src);
    assert.equal(sha384(await file.text()), integrity, src);
    assert.match(file.headers.get('cache-control') ?? '', /immutable/);
  }
});

test('texts of a version from before an upgrade are answered from what was kept', async () => {
  await using server = await startBuilt();
  await publish(server);
  await server.store.write((transaction) =>
    transaction
      .updateTable('widget_file')
      .set({ path: 'older/texts/en/panel.json' })
      .where('path', '=', 'build-x/texts/en/panel.json')
      .execute(),
  );
  const text = await fetch(`${server.origin}/widgets/older/en.json`);
  assert.equal(await text.text(), '{}');
  assert.match(text.headers.get('cache-control') ?? '', /immutable/);
  for (const path of ['oldest/en.json', 'older/en.form.json', 'older/en.x.json']) {
    assert.equal((await fetch(`${server.origin}/widgets/${path}`)).status, 404, path);
  }
});

test('what was never published, or was withdrawn, is not there', async () => {
  await using server = await startBuilt();
  const { version, src, elements } = await publish(server);
  for (const file of [`2.${version}.js`, `1.${'0'.repeat(16)}.js`, '1..js', `1.${version}`]) {
    assert.equal((await fetch(`${server.origin}/widgets/${file}`)).status, 404, file);
  }
  rmSync(join(server.files, 'elements.js'));

  assert.equal((await server.rest('DELETE', `${address}/${version}`)).status, 204);
  assert.equal((await get(server, src)).status, 404);
  assert.equal((await get(server, elements.src)).status, 404);
  assert.equal((await server.rest('DELETE', `${address}/${version}`)).status, 404);
});

test('nobody publishes without an API key, and no widget that is not there', async () => {
  await using server = await startBuilt();
  const anonymous = await fetch(`${server.origin}${address}`, { method: 'POST' });
  assert.equal(anonymous.status, 401);
  assert.equal((await server.rest('POST', '/api/v1/widgets/7/versions')).status, 404);
});
