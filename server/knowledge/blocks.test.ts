import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { addArticleFile } from '../authoring/files.ts';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';

const withId = z.looseObject({ id: z.number() });
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const beta = { email: 'ada@example.com', groups: ['beta'] };
const nobody = { email: 'bob@example.com', groups: ['other'] };

test('a block for a group is read by that group alone, though all share the folders', async () => {
  await using server = await startTemporaryServer();
  const { id } = await writeArticle(server);
  for (let round = 0; round < 2; round += 1) {
    assert.match(await read(server, id, beta), /pomegranate/);
    assert.doesNotMatch(await read(server, id, nobody), /pomegranate|data-if/);
    assert.doesNotMatch(await read(server, id), /pomegranate|data-if/);
  }
});

test("an entity tag of the group's answer is of no use to others", async () => {
  await using server = await startTemporaryServer();
  const { id } = await writeArticle(server);
  const answered = await server.ask(`/articles/${id}`, server.token(beta));
  const headers = { 'If-None-Match': answered.headers.get('etag') ?? '' };
  const other = await server.ask(`/articles/${id}`, server.token(nobody), { headers });
  assert.equal(other.status, 200);
});

test('what a block holds is in no search, no excerpt and no list, for nobody', async () => {
  await using server = await startTemporaryServer();
  const { folder } = await writeArticle(server);
  for (const token of [server.token(beta), undefined]) {
    const found = await server.ask('/search?q=pomegranate', token);
    assert.match(await found.text(), /"total":0/);
    for (const path of ['/home', `/folders/${folder}`, '/search?q=orchard']) {
      assert.doesNotMatch(await (await server.ask(path, token)).text(), /pomegranate/, path);
    }
  }
});

test('a picture and a file in a block open for those who read the block, and by no bare address', async () => {
  await using server = await startTemporaryServer();
  const { id, picture, attachment } = await writeArticle(server);
  for (const url of [picture, attachment]) {
    assert.equal((await fetch(`${server.origin}${url}`)).status, 404, url);
  }
  const files = (text: string) =>
    [...text.matchAll(/https:\/\/help\.example(\/files\/[^"\\]*)/g)].map(([, path = '']) =>
      path.replaceAll('&amp;', '&'),
    );
  const own = files(await read(server, id, beta));
  assert.equal(own.length, 3, 'the picture, the link to the file, and the file in the list');
  for (const path of own) assert.equal((await fetch(server.origin + path)).status, 200, path);
  assert.deepEqual(files(await read(server, id, nobody)), []);
});

test('the address of a picture dies when the condition of its block changes', async () => {
  await using server = await startTemporaryServer();
  const { id, picture } = await writeArticle(server);
  const [address = ''] = /\/files\/\d+\/p\.png[^"\\]*/.exec(await read(server, id, beta)) ?? [];
  const path = address.replaceAll('&amp;', '&');
  assert.equal((await fetch(server.origin + path)).status, 200);
  const description = `<div data-if="groups has gold"><img src="${picture}"></div>`;
  await server.rest('PUT', `/api/v2/solutions/articles/${id}`, { description });
  assert.equal((await fetch(server.origin + path)).status, 404);
});

test('an agent reads back what they wrote, conditions and names included', async () => {
  await using server = await startTemporaryServer();
  const { id } = await writeArticle(server);
  const answered = await server.rest('GET', `/api/v2/solutions/articles/${id}`);
  const { description, description_text } = z
    .looseObject({ description: z.string(), description_text: z.string() })
    .parse(await answered.json());
  assert.match(description, /<div data-if="groups has beta"><p>pomegranate/);
  assert.equal(description_text, 'An orchard for you');
});

test('an article with a block that cannot be kept is refused, naming the block', async () => {
  await using server = await startTemporaryServer();
  const { id } = await writeArticle(server);
  const description = '<p data-if="groups has a">x<div>y</div></p><i data-if="of course">z</i>';
  const refused = await server.rest('PUT', `/api/v2/solutions/articles/${id}`, { description });
  assert.equal(refused.status, 400);
  const text = await refused.text();
  assert.match(text, /groups has a.*closes before its end tag/);
  assert.match(text, /of course.*is no condition/);
});

async function read(
  server: TemporaryServer,
  id: number,
  reader?: { email: string; groups: string[] },
): Promise<string> {
  const answered = await server.ask(`/articles/${id}`, reader && server.token(reader));
  assert.equal(answered.status, 200);
  return answered.text();
}

/** An article for everyone with a block for the group `beta`, a picture and a file in it. */
async function writeArticle(server: TemporaryServer) {
  const make = async (path: string, body: object) => {
    const answered = await server.rest('POST', `/api/v2/solutions/${path}`, body);
    return withId.parse(await answered.json()).id;
  };
  const category = await make('categories', { name: 'All' });
  await server.rest('PUT', '/api/v1/widgets/1', { categories: [category] });
  const folder = await make(`categories/${category}/folders`, { name: 'Open' });
  const article = { title: 'Orchards', description: '', status: 2 };
  const id = await make(`folders/${folder}/articles`, article);
  const attach = (name: string, bytes: Buffer, inline: boolean) =>
    server.store.write((transaction) =>
      addArticleFile(transaction, server.clock, server.files, { article: id, name, bytes, inline }),
    );
  const picture = await attach('p.png', png, true);
  const attachment = await attach('notes.txt', Buffer.from('notes'), false);
  await server.rest('PUT', `/api/v2/solutions/articles/${id}`, {
    description: `<p>An orchard for %user.name|you%</p><div data-if="groups has beta"><p>pomegranate
      <a href="${attachment.url}">notes</a></p><img src="${picture.url}"></div>`,
  });
  return { id, folder, picture: picture.url, attachment: attachment.url };
}
