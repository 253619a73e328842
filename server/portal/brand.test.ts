import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';
import { page } from './test-bed.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function putLogo(
  server: TemporaryServer,
  body: Buffer | string,
  type = 'image/png',
): Promise<Response> {
  const credentials = Buffer.from(`${server.apiKey}:x`).toString('base64');
  return fetch(`${server.origin}/api/v1/sites/1/logo`, {
    method: 'PUT',
    headers: { Authorization: `Basic ${credentials}`, 'Content-Type': type },
    body,
  });
}

test("a site's colour and style sheet are a file of its own, whose address changes with them", async () => {
  await using server = await startTemporaryServer();
  const sheetOf = async () => {
    const home = await (await page(server, '/')).text();
    return /href="(\/brand\/[^"]+)"/.exec(home)?.[1] ?? '';
  };
  const before = await sheetOf();
  await server.rest('PUT', '/api/v1/sites/1', {
    branding: { colour: '#123456', css: '.hero { color: red }' },
  });
  const after = await sheetOf();
  assert.notEqual(after, before);
  const sheet = await fetch(`${server.origin}${after}`);
  assert.equal(sheet.headers.get('content-type'), 'text/css; charset=utf-8');
  assert.match(sheet.headers.get('cache-control') ?? '', /immutable/);
  assert.equal(await sheet.text(), ':root{--accent:#123456}\n.hero { color: red }\n');
  const old = await fetch(`${server.origin}${before}`);
  assert.equal(old.headers.get('cache-control'), 'no-cache');
});

test('a logo is shown with its size, and gone once it is taken away', async () => {
  await using server = await startTemporaryServer();
  assert.equal((await putLogo(server, png)).status, 200);
  // Once more: the name of a file is made of its content.
  assert.equal((await putLogo(server, png)).status, 200);
  const home = await (await page(server, '/')).text();
  const [, src = ''] = /<img src="([^"]+)" width="1" height="1"/.exec(home) ?? [];
  const logo = await fetch(`${server.origin}${src}`);
  assert.equal(logo.headers.get('content-type'), 'image/png');
  assert.deepEqual(Buffer.from(await logo.arrayBuffer()), png);
  assert.equal((await server.rest('DELETE', '/api/v1/sites/1/logo')).status, 204);
  assert.equal((await fetch(`${server.origin}${src}`)).status, 404);
  assert.doesNotMatch(await (await page(server, '/')).text(), /<img/);
});

test('a logo that is no picture, or one that could hold script, is refused whatever it is called', async () => {
  await using server = await startTemporaryServer();
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><script>1</script></svg>';
  assert.equal((await putLogo(server, svg, 'image/svg+xml')).status, 422);
  assert.equal((await putLogo(server, svg, 'image/png')).status, 422);
  assert.equal((await putLogo(server, 'GIF89a')).status, 422);
  assert.equal((await putLogo(server, png, 'application/octet-stream')).status, 415);
  assert.equal((await putLogo(server, Buffer.alloc(600_000))).status, 413);
});

test("a site's links stand in its header and footer", async () => {
  await using server = await startTemporaryServer();
  await server.rest('PUT', '/api/v1/sites/1', {
    branding: {
      header: [{ label: 'Product', href: 'https://www.example.com/' }],
      footer: [{ label: 'Imprint', href: '/articles/1' }],
    },
  });
  const home = await (await page(server, '/')).text();
  assert.match(home, /<header .*<a href="https:\/\/www\.example\.com\/">Product<\/a>.*<\/header>/s);
  assert.match(home, /<footer .*<a href="\/articles\/1">Imprint<\/a>.*<\/footer>/s);
});
