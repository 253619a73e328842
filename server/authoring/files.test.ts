import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { Visibility } from '../../contract/visibility.ts';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';
import { createArticle, createCategory, createFolder } from './authoring.ts';
import { addArticleFile, type NewFile } from './files.ts';

const shown = z.object({ attachments: z.array(z.object({ url: z.string() })) });
const png = Buffer.from('\x89PNG\r\n\x1a\n and so on', 'latin1');

async function articleIn(server: TemporaryServer): Promise<number> {
  return server.store.write(async (t) => {
    const named = { en: { name: 'All' } };
    const category = await createCategory(t, server.clock, { site: 1, texts: named });
    const folder = await createFolder(t, server.clock, {
      ...{ category, visibility: Visibility.everyone, texts: named },
    });
    const text = { title: 'How', html: '<p>So</p>', status: 2 as const };
    return createArticle(t, server.clock, { folder, texts: { en: text } });
  });
}

function add(server: TemporaryServer, file: NewFile) {
  return server.store.write((t) => addArticleFile(t, server.clock, server.files, file));
}

test('an image is stored under a name that says nothing, with the type that its bytes have', async () => {
  await using server = await startTemporaryServer();
  const article = await articleIn(server);
  const file = await add(server, { article, name: '../a b.jpg', bytes: png, inline: true });
  assert.deepEqual(file, { id: 1, name: 'a b.jpg', url: '/files/1/a%20b.jpg' });
  const row = await server.store.read
    .selectFrom('article_file')
    .selectAll()
    .executeTakeFirstOrThrow();
  assert.deepEqual([row.type, row.size, row.inline], ['image/png', png.length, 1]);
  assert.deepEqual(storedIn(server.files), [row.stored_as]);
  assert.deepEqual(readFileSync(join(server.files, row.stored_as)), png);
});

test('what is no image by its bytes is never shown in place', async () => {
  await using server = await startTemporaryServer();
  const article = await articleIn(server);
  for (const text of ['<svg onload="alert(1)">', '<html>', 'GIF', 'RIFF1234WEBM', '']) {
    const bytes = Buffer.from(text);
    await assert.rejects(add(server, { article, name: 'a.png', bytes, inline: true }), {
      code: 'input_invalid',
    });
  }
  assert.deepEqual(storedIn(server.files), []);
  await add(server, { article, name: 'a.html', bytes: Buffer.from('<html>'), inline: false });
  const answer = await fetch(`${server.origin}/files/1/a.html`);
  assert.equal(answer.headers.get('content-type'), 'application/octet-stream');
  assert.match(answer.headers.get('content-disposition') ?? '', /^attachment/);
});

test('files go with the article, the folder or the category that held them', async () => {
  for (const path of ['articles', 'folders', 'categories']) {
    await using server = await startTemporaryServer();
    const article = await articleIn(server);
    await add(server, { article, name: 'a.png', bytes: png, inline: true });
    const answer = await server.rest('DELETE', `/api/v2/solutions/${path}/1`);
    assert.equal(answer.status, 204);
    assert.deepEqual(storedIn(server.files), [], path);
  }
});

test('past the gate of a site nobody has a file by its bare address, not even of a folder for everyone', async () => {
  await using server = await startTemporaryServer();
  const article = await articleIn(server);
  await server.rest('PUT', '/api/v1/widgets/1', { categories: [1] });
  const { url } = await add(server, { article, name: 'a.png', bytes: png, inline: false });
  assert.equal((await fetch(server.origin + url)).status, 200);

  const gate = { accessMode: 'password', password: 'open sesame, please' };
  assert.equal((await server.rest('PUT', '/api/v1/sites/1', gate)).status, 200);

  assert.equal((await fetch(server.origin + url)).status, 404);
  const { attachments } = shown.parse(await (await server.ask(`/articles/${article}`)).json());
  const signed = attachments[0]?.url.replace('https://help.example', server.origin);
  assert.equal((await fetch(String(signed))).status, 200);
});

for (const [what, change] of [
  ['its folder', { folder: 2, body: { visibility: 8, group_names: ['gold'] } }],
  ['a folder above it', { folder: 1, body: { visibility: 2 } }],
  ['the values that its folder asks for', { folder: 2, body: { vars: { plan: ['pro'] } } }],
] as const) {
  test(`the address of a file that a reader was given ends with a change of ${what}`, async () => {
    await using server = await startTemporaryServer();
    await articleIn(server);
    const beneath = { name: 'Beneath', visibility: 2 };
    await server.rest('POST', '/api/v2/solutions/folders/1/subfolders', beneath);
    const written = { title: 'Two', description: '<p>Two</p>', status: 2 };
    await server.rest('POST', '/api/v2/solutions/folders/2/articles', written);
    await server.rest('PUT', '/api/v1/widgets/1', { categories: [1] });
    await add(server, { article: 2, name: 'a.png', bytes: png, inline: false });
    const answer = await server.ask('/articles/2', server.token({ email: 'ada@acme.example' }));
    const { attachments } = shown.parse(await answer.json());
    const signed = String(attachments[0]?.url.replace('https://help.example', server.origin));
    assert.equal((await fetch(signed)).status, 200);

    const path = `/api/v2/solutions/folders/${change.folder}`;
    assert.equal((await server.rest('PUT', path, change.body)).status, 200);

    assert.equal((await fetch(signed)).status, 404);
  });
}

/** Files alone: folders beside them hold what is not an article's. */
function storedIn(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}
