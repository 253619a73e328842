import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../../temporary-server.ts';

const message = { name: 'Ada', email: 'ada@acme.example', subject: 'S', description: 'D' };

function casesOf<Case extends z.ZodType>(name: string, schema: Case): z.output<Case>[] | null {
  const file = new URL(`../../../../shared/vectors/${name}.json`, import.meta.url);
  if (!existsSync(file)) return null;
  return z.object({ cases: z.array(schema) }).parse(JSON.parse(readFileSync(file, 'utf8'))).cases;
}

const uploads = casesOf(
  'uploads',
  z.object({
    id: z.string(),
    filename: z.string(),
    type: z.string(),
    bytes: z.string().nullable(),
  }),
);
const naughty = casesOf('naughty-strings', z.object({ id: z.string(), s: z.string() }));
const injections = casesOf('header-injection', z.object({ id: z.string(), p: z.string() }));

function post(server: TemporaryServer, body: object, headers: Record<string, string> = {}) {
  return server.ask('/tickets', undefined, {
    ...{ method: 'POST', body: JSON.stringify(body) },
    headers: { 'Content-Type': 'application/json', ...headers },
  });
}

function withFile(fields: object, content: Blob, name: string): RequestInit {
  const body = new FormData();
  for (const [field, value] of Object.entries(fields)) body.append(field, value);
  body.append('attachments[]', content, name);
  return { method: 'POST', body };
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  if (text.startsWith('text:')) return new Uint8Array(Buffer.from(text.slice(5)));
  if (text.startsWith('hex:')) return new Uint8Array(Buffer.from(text.slice(4), 'hex'));
  // "png 1x1 with tEXt chunk of 5 MB"
  const png = Buffer.from('89504e470d0a1a0a', 'hex');
  return new Uint8Array(Buffer.concat([png, Buffer.alloc(5_000_000, 'tEXt')]));
}

test('uploads.json: files are refused, or kept under our names and handed out as inert downloads', async (t) => {
  if (!uploads) return t.skip('the vectors are not beside the repository');
  await using server = await startTemporaryServer();
  for (const { id, filename, type, bytes } of uploads) {
    if (bytes === null) continue;
    const content = new Blob([bytesOf(bytes)], { type });
    const answer = await server.ask('/tickets', undefined, withFile(message, content, filename));
    if (answer.status === 422) continue;
    assert.equal(answer.status, 201, id);
    const file = await server.store.read
      .selectFrom('ticket_file')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    assert.match(file.stored_as, /^[\w-]{24}$/, id);
    assert.doesNotMatch(file.name, /[\p{Cc}/\\:\u202A-\u202E\u2066-\u2069]|^\./u, id);
    const address = `/files/tickets/${file.id}/${encodeURIComponent(file.name)}`;
    const got = await server.rest('GET', address);
    assert.equal(got.status, 200, id);
    const disposition = got.headers.get('content-disposition') ?? '';
    const [, kind, name = ''] =
      /^(inline|attachment); filename\*=UTF-8''([\w!#$&+.^`|~%-]+)$/.exec(disposition) ?? [];
    assert.equal(decodeURIComponent(name), file.name, id);
    const isImage = /^image\/(png|gif)$/.test(got.headers.get('content-type') ?? '');
    assert.equal(kind, isImage ? 'inline' : 'attachment', id);
    assert.equal(got.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(got.headers.get('content-security-policy'), "default-src 'none'; sandbox");
    await got.arrayBuffer();
  }
  const rows = await server.store.read.selectFrom('ticket_file').select('id').execute();
  assert.equal(readdirSync(join(server.files, 'tickets')).length, rows.length);
});

test('naughty-strings.json: what is typed is kept as it is, or refused', async (t) => {
  if (!naughty) return t.skip('the vectors are not beside the repository');
  await using server = await startTemporaryServer();
  for (const { id, s } of naughty) {
    const answer = await post(server, { ...message, subject: s, description: s });
    assert.ok([201, 422].includes(answer.status), `${id}: ${answer.status}`);
    if (answer.status === 422) continue;
    const ticket = await server.store.read
      .selectFrom('ticket')
      .selectAll()
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    assert.equal(ticket.plain, s.replace(/\r\n?/g, '\n'), id);
    if (!/[\p{Cc}\p{Zl}\p{Zp}]/u.test(s)) assert.equal(ticket.subject, s.trim(), id);
    assert.doesNotMatch(ticket.html.replace(/^<div>|<br>|<\/div>$/g, ''), /[<>]/, id);
  }
});

test('header-injection.json: no answer and no mail gets a header that somebody sent', async (t) => {
  if (!injections) return t.skip('the vectors are not beside the repository');
  await using server = await startTemporaryServer();
  for (const { id, p } of injections) {
    const sent = { ...message, name: p, subject: p };
    const answer = await post(server, sent);
    assert.ok(answer.status < 500, id);
    assert.equal(answer.headers.get('set-cookie'), null, id);
    const upload = await server.ask('/tickets', undefined, withFile(sent, new Blob(['x']), p));
    assert.ok(upload.status < 500, id);
  }
  const mails = await server.store.read.selectFrom('mail').selectAll().execute();
  assert.ok(mails.length > 0);
  for (const mail of mails) {
    assert.deepEqual([mail.recipient, mail.recipient_name], [message.email, null]);
    assert.doesNotMatch(mail.subject, /[\r\n]/);
  }
});

test('nothing of a message, no key and no token is logged, whatever becomes of it', async () => {
  const logLines: string[] = [];
  await using server = await startTemporaryServer({ logLines });
  const token = server.token({ email: 'ada@acme.example' });
  const words = 'the-words-of-a-message';
  const key = 'a-key-that-nobody-may-read';
  const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': key };
  const full = { ...message, description: words };
  assert.equal((await post(server, full, headers)).status, 201);
  assert.equal((await post(server, { ...full, subject: '' }, headers)).status, 422);
  await server.store.close();
  assert.equal((await post(server, full, headers)).status, 500);
  assert.ok(logLines.length > 0);
  for (const word of [words, key, token, 'ada@acme.example']) {
    assert.ok(!logLines.join('').includes(word), word);
  }
});
