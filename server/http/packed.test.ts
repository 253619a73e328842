import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';

const script = `// ${'a script that is long enough to be worth it. '.repeat(40)}`;

/** Answers as they cross the wire: `fetch` would unpack them. */
function ask(
  server: TemporaryServer,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const request = get(`${server.origin}${path}`, { headers, method }, async (answer) => {
      const parts: Buffer[] = [];
      for await (const part of answer) parts.push(part);
      const { statusCode: status = 0 } = answer;
      resolve({ status, headers: answer.headers, body: Buffer.concat(parts) });
    });
    request.on('error', reject);
  });
}

const codings = [
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip, deflate', 'gzip', gunzipSync],
  ['gzip;q=1, br;q=0', 'gzip', gunzipSync],
  ['*', 'br', brotliDecompressSync],
] as const;

test('what is built is sent packed as the browser takes it, each coding under a tag of its own', async () => {
  await using server = await startTemporaryServer();
  writeFileSync(join(server.files, 'mount.js'), script);
  const path = '/widgets/build-x/mount.js';
  const plain = await ask(server, path, {});
  assert.equal(plain.body.toString(), script);
  assert.equal(plain.headers['content-encoding'], undefined);
  assert.equal(plain.headers['content-type'], 'text/javascript; charset=utf-8');
  assert.equal(plain.headers['cache-control'], 'public, max-age=31536000, immutable');
  assert.equal(plain.headers['access-control-allow-origin'], '*');
  const tags = new Set([plain.headers['etag']]);
  for (const [accepted, coding, unpack] of codings) {
    const headers = { 'Accept-Encoding': accepted };
    const answer = await ask(server, path, headers);
    assert.equal(answer.headers['content-encoding'], coding, accepted);
    assert.equal(unpack(answer.body).toString(), script);
    assert.equal(answer.headers['content-length'], `${answer.body.length}`);
    assert.ok(answer.body.length < script.length / 4);
    assert.match(`${answer.headers['vary']}`, /Accept-Encoding/);
    tags.add(answer.headers['etag']);

    const head = await ask(server, path, headers, 'HEAD');
    assert.equal(head.headers['content-length'], `${answer.body.length}`);
    assert.equal(head.body.length, 0);
    const known = { ...headers, 'If-None-Match': `${answer.headers['etag']}` };
    assert.equal((await ask(server, path, known)).status, 304);
    assert.equal(
      (await ask(server, path, { 'If-None-Match': known['If-None-Match'] })).status,
      200,
    );
  }
  assert.equal(tags.size, 3);
});

test('whoever takes no coding, or none of ours, is sent what there is', async () => {
  await using server = await startTemporaryServer();
  writeFileSync(join(server.files, 'mount.js'), script);
  for (const accepted of [
    'identity',
    'deflate',
    'br;q=0, gzip;q=0',
    '*;q=0',
    '',
    'nonsense;;q=,',
  ]) {
    const answer = await ask(server, '/widgets/build-x/mount.js', {
      'Accept-Encoding': accepted,
    });
    assert.equal(answer.headers['content-encoding'], undefined, accepted);
    assert.equal(answer.body.toString(), script);
  }
});

test('a folder of built files gives what lies in it, and nothing beside or beneath', async () => {
  await using server = await startTemporaryServer();
  writeFileSync(join(server.files, 'note.txt'), 'no file of a build');
  const hostile = [
    '..%2Fporchlight.db',
    '%2e%2e/package.json',
    'no-such.js',
    'note.txt',
    '',
    'a.js/b.js',
  ];
  for (const path of hostile) {
    assert.equal((await ask(server, `/widgets/build-x/${path}`, {})).status, 404, path);
  }
});

test('pages for everybody are packed; what one reader may see, and what a form answers, is not', async () => {
  await using server = await startTemporaryServer();
  const headers = { 'Accept-Encoding': 'br', Accept: 'text/html' };
  const category = { name: 'Some for readers', id: 7 };
  const restricted = { name: 'Plans', visibility: 2 };
  for (const caching of ['public, no-cache', 'private, no-store']) {
    const home = await ask(server, '/', headers);
    assert.equal(home.headers['cache-control'], caching);
    assert.equal(home.headers['content-encoding'], 'br');
    assert.match(brotliDecompressSync(home.body).toString(), /<html/);
    await server.rest('POST', '/api/v2/solutions/categories', category);
    await server.rest('POST', `/api/v2/solutions/categories/${category.id}/folders`, restricted);
  }
  for (const path of ['/no-such-page', '/contact']) {
    const page = await ask(server, path, headers);
    assert.match(page.body.toString(), /<html/, path);
    assert.equal(page.headers['content-encoding'], undefined, path);
  }
  const token = await server.token({ email: 'ada@acme.example', name: 'Ada' });
  for (const more of [{}, { Authorization: `Bearer ${token}` }]) {
    const path = '/api/widget/v1/1/home?locale=en';
    const answer = await ask(server, path, { ...headers, ...more });
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['content-encoding'], undefined);
  }
});
