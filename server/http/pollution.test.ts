import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';

// Requests that want to change what every object inherits, at every way in for what they carry.

const vectors = new URL('../../../shared/vectors/clobber-pollution.json', import.meta.url);
const corpus = z.object({
  cases: z.array(z.looseObject({ id: z.string(), cat: z.string(), p: z.string() })),
});
const onServer = z.object({
  ...{ id: z.string(), p: z.string() },
  where: z.enum(['query', 'json', 'multipart']),
});

/** Our own, beside those of the file, which has none that JSON.parse makes an own property of. */
const own = [
  { id: 'own-json', where: 'json' as const, p: '{"__proto__":{"test":"polluted"}}' },
  { id: 'own-multipart', where: 'multipart' as const, p: 'custom_fields[__proto__][test]' },
];

const pages = ['/', '/search?q=a', '/contact', '/api/widget/v1/1/home?locale=en'];
const queried = [...pages, '/api/v1/widgets', '/api/v2/solutions/categories', '/api/v2/contacts'];
const written = [
  ...['POST /api/widget/v1/1/articles/1/vote', 'POST /api/widget/v1/1/tickets'],
  ...['POST /api/v2/solutions/categories', 'POST /api/v2/contacts', 'POST /api/v2/companies'],
  ...['POST /api/v1/widgets', 'PUT /api/v1/widgets/1', 'POST /api/v1/keys', 'POST /api/v1/forms'],
  ...['POST /api/v1/tokens/explain', 'POST /api/v1/sessions/revoke', 'POST /auth/token'],
  ...['POST /api/v2/admin/ticket_fields', 'POST /api/v1/segments', 'PUT /api/v1/sites/1'],
];
const uploaded = ['POST /api/widget/v1/1/tickets', 'POST /contact', 'POST /api/v2/tickets'];

function casesIn(file: URL) {
  if (!existsSync(file)) return null;
  const { cases } = corpus.parse(JSON.parse(readFileSync(file, 'utf8')));
  return cases.filter(({ cat }) => cat === 'proto-pollution').map((one) => onServer.parse(one));
}

async function send(
  server: TemporaryServer,
  what: string,
  body?: { text: string; type: string } | FormData,
): Promise<void> {
  const [method = 'GET', path = '/'] = what.includes(' ') ? what.split(' ') : ['GET', what];
  const headers = new Headers({
    Authorization: `Basic ${Buffer.from(`${server.apiKey}:x`).toString('base64')}`,
    Origin: server.origin,
  });
  if (body && !(body instanceof FormData)) headers.set('Content-Type', body.type);
  const text = body instanceof FormData ? body : body?.text;
  const answer = await fetch(`${server.origin}${path}`, {
    ...{ method, headers, redirect: 'manual' },
    ...(text !== undefined && { body: text }),
  });
  await answer.text();
  assert.ok(answer.status < 500, `${what}: ${answer.status}`);
}

/** What a request is answered with, but for what differs each time. */
async function answerAt(server: TemporaryServer, path: string): Promise<unknown> {
  const answer = await fetch(server.origin + path);
  const headers = [...answer.headers].filter(([name]) => !/date|request-id|ratelimit/.test(name));
  return { status: answer.status, headers, text: path === '/contact' ? '' : await answer.text() };
}

for (const { id, where, p } of [...(casesIn(vectors) ?? []), ...own]) {
  test(`${id}, as ${where}: no object inherits anything, and the next answers are as they were`, async () => {
    await using server = await startTemporaryServer();
    const inherited = Reflect.ownKeys(Object.prototype);
    const before = await Promise.all(pages.map((page) => answerAt(server, page)));
    if (where === 'query') {
      for (const path of queried)
        await send(server, `${path}${path.includes('?') ? '&' : '?'}${p}`);
    } else if (where === 'json') {
      for (const what of written) await send(server, what, { text: p, type: 'application/json' });
    } else {
      for (const what of uploaded) {
        const form = new FormData();
        form.append(p.replace('field name ', ''), 'polluted');
        form.append('attachments[]', new Blob(['note']), p);
        await send(server, what, form);
      }
    }
    assert.deepEqual(Reflect.ownKeys(Object.prototype), inherited);
    assert.deepEqual(await Promise.all(pages.map((page) => answerAt(server, page))), before);
  });
}

test('the cases of the file are there', (t) => {
  const cases = casesIn(vectors);
  if (!cases) return t.skip('the vectors are not beside the repository');
  assert.equal(cases.length, 7);
});
