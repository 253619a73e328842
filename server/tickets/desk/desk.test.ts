import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import { startTemporaryServer, type TemporaryServer } from '../../temporary-server.ts';

const whole = z.looseObject({
  id: z.number(),
  subject: z.string(),
  description: z.string(),
  description_text: z.string(),
  attachments: z.array(z.looseObject({ name: z.string(), attachment_url: z.string() })),
});
const refusal = z.object({
  description: z.string(),
  errors: z.array(z.object({ field: z.string(), code: z.string() })),
});
const ids = z.array(z.looseObject({ id: z.number() }));

async function make(server: TemporaryServer, ticket: object) {
  const answer = await server.rest('POST', '/api/v2/tickets', ticket);
  assert.equal(answer.status, 201);
  return whole.parse(await answer.json());
}

function upload(server: TemporaryServer, path: string, fields: object, file: [string, string]) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, String(value));
  body.append('attachments[]', new Blob([file[1]]), file[0]);
  const credentials = Buffer.from(`${server.apiKey}:x`).toString('base64');
  const headers = { Authorization: `Basic ${credentials}` };
  return fetch(server.origin + path, { method: 'POST', body, headers });
}

async function fieldsRefused(answer: Response) {
  assert.equal(answer.status, 400);
  const { errors } = refusal.parse(await answer.json());
  return errors.map(({ field, code }) => `${field} ${code}`).sort();
}

test('nobody without an API key sees or writes tickets', async () => {
  await using server = await startTemporaryServer();
  const token = server.token({ email: 'ada@acme.example' });
  for (const path of ['/tickets', '/tickets/1', '/tickets/1/conversations']) {
    const headers = { Authorization: `Bearer ${token}` };
    assert.equal((await fetch(`${server.origin}/api/v2${path}`)).status, 401);
    assert.equal((await fetch(`${server.origin}/api/v2${path}`, { headers })).status, 401);
  }
});

test('a ticket is made, read, changed in part and deleted with its files', async () => {
  await using server = await startTemporaryServer();
  const made = await upload(
    ...([server, '/api/v2/tickets'] as const),
    {
      subject: 'Blank',
      email: 'Ada@acme.example',
      description: '<b>Hi</b><script>x</script>',
      priority: 3,
    },
    ['log.txt', 'lines'],
  );
  assert.equal(made.status, 201);
  const ticket = whole.parse(await made.json());
  assert.deepEqual(
    [ticket.description, ticket.description_text, ticket['priority'], ticket['status']],
    ['<b>Hi</b>', 'Hi', 3, 2],
  );
  const path = `/api/v2/tickets/${ticket.id}`;
  const changed = await server.rest('PUT', path, { status: 4, tags: ['charts'] });
  assert.deepEqual(whole.parse(await changed.json())['tags'], ['charts']);
  assert.equal(readdirSync(join(server.files, 'tickets')).length, 1);
  assert.equal((await server.rest('DELETE', path)).status, 204);
  assert.equal((await server.rest('GET', path)).status, 404);
  assert.equal(readdirSync(join(server.files, 'tickets')).length, 0);
});

test('the address of an attachment opens without a key for minutes, and only as it was signed', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using server = await startTemporaryServer({ clock: () => now });
  const made = await upload(
    ...([server, '/api/v2/tickets'] as const),
    { subject: 'Blank', email: 'ada@acme.example' },
    ["it's (1).txt", 'lines'],
  );
  const [file] = whole.parse(await made.json()).attachments;
  const { pathname, search } = new URL(file?.attachment_url ?? '');
  const open = (query: string) => fetch(server.origin + pathname + query);
  const answer = await open(search);
  assert.equal(await answer.text(), 'lines');
  assert.match(
    answer.headers.get('content-disposition') ?? '',
    /^attachment; filename\*=UTF-8''it%27s%20%281%29\.txt$/,
  );
  assert.equal((await open(search.replace('until=1', 'until=2'))).status, 401);
  assert.equal((await open('')).status, 401);
  now += 11 * 60_000;
  assert.equal((await open(search)).status, 401);
});

test('a reply goes out by mail with its files, a note does not; both are the conversation', async () => {
  await using server = await startTemporaryServer();
  const { id } = await make(server, { subject: 'Blank', email: 'ada@acme.example', name: 'Ada' });
  const reply = await upload(
    ...([server, `/api/v2/tickets/${id}/reply`] as const),
    { body: '<p>Try <i>this</i>.</p>' },
    ['how.txt', 'steps'],
  );
  assert.equal(reply.status, 201);
  const note = await server.rest('POST', `/api/v2/tickets/${id}/notes`, { body: 'Seen before' });
  assert.equal(note.status, 201);
  const mails = await server.store.read.selectFrom('mail').selectAll().execute();
  assert.equal(mails.length, 1);
  assert.match(mails[0]?.subject ?? '', /^Re: \[PL-.*\] Blank$/);
  assert.match(mails[0]?.files ?? '', /how\.txt/);
  const ticket = z
    .looseObject({ conversations: z.array(z.looseObject({ private: z.boolean() })) })
    .parse(await (await server.rest('GET', `/api/v2/tickets/${id}?include=conversations`)).json());
  assert.deepEqual(
    ticket.conversations.map((one) => [one.private, one['body_text'], one['to_emails']]),
    [
      [false, 'Try this.', ['ada@acme.example']],
      [true, 'Seen before', []],
    ],
  );
});

test('tickets are listed by requester and by change, a page at a time', async () => {
  let now = Date.parse('2026-03-01T10:00:00Z');
  await using server = await startTemporaryServer({ clock: () => now });
  for (const email of ['ada@acme.example', 'bob@globex.example', 'ada@acme.example']) {
    await make(server, { subject: 'S', email });
    now += 60_000;
  }
  const list = async (query: string) => {
    const answer = await server.rest('GET', `/api/v2/tickets?${query}`);
    return ids.parse(await answer.json()).map(({ id }) => id);
  };
  assert.deepEqual(await list('email=ADA@acme.example'), [3, 1]);
  assert.deepEqual(await list('requester_id=2'), [2]);
  assert.deepEqual(await list('updated_since=2026-03-01T10:01:00Z'), [3, 2]);
  assert.deepEqual(await list('order_type=asc&per_page=2'), [1, 2]);
  const paged = await server.rest('GET', '/api/v2/tickets?per_page=2');
  assert.match(paged.headers.get('link') ?? '', /per_page=2&page=2>; rel="next"/);
  assert.equal((await server.rest('GET', '/api/v2/tickets?email=x')).status, 400);
  assert.equal((await server.rest('GET', '/api/v2/tickets/1?include=everything')).status, 400);
});

test('mistakes are told all at once in the error form of v2', async () => {
  await using server = await startTemporaryServer();
  const faulty = { description: 7, status: 9, group: 1 };
  assert.deepEqual(await fieldsRefused(await server.rest('POST', '/api/v2/tickets', faulty)), [
    ...['description datatype_mismatch', 'group invalid_field', 'status invalid_value'],
    'subject missing_field',
  ]);
  await server.rest('POST', '/api/v2/admin/ticket_fields', { label: 'N', type: 'custom_number' });
  const wrong = {
    ...{ subject: 'S', email: 'a@b.example', type: 'Wish' },
    custom_fields: { cf_n: 'x', cf_none: 1 },
  };
  assert.deepEqual(await fieldsRefused(await server.rest('POST', '/api/v2/tickets', wrong)), [
    ...['custom_fields.cf_n invalid_value', 'custom_fields.cf_none invalid_field'],
    'type invalid_value',
  ]);
  const nobody = await server.rest('POST', '/api/v2/tickets', { subject: 'S' });
  assert.deepEqual(await fieldsRefused(nobody), ['email invalid_value']);
});

test('a reply to a message from a form follows its confirmation, so that mailboxes show one conversation', async () => {
  await using server = await startTemporaryServer();
  await server.ask('/tickets', undefined, {
    ...{ method: 'POST', headers: { 'Content-Type': 'application/json' } },
    body: JSON.stringify({ name: 'A', email: 'a@x.example', subject: 'S', description: 'D' }),
  });
  await server.rest('POST', '/api/v2/tickets/1/reply', { body: 'Yes.' });
  const [confirmation, reply] = await server.store.read
    .selectFrom('mail')
    .selectAll()
    .orderBy('id')
    .execute();
  assert.equal(reply?.in_reply_to, confirmation?.message_id);
});

test('a contact that only a form has written is taken over by who adds it, and one that an agent wrote is not', async () => {
  await using server = await startTemporaryServer();
  await make(server, { subject: 'S', email: 'ada@acme.example', name: 'Not Ada' });
  const contact = { name: 'Ada', email: 'ada@acme.example' };
  const taken = await server.rest('POST', '/api/v2/contacts', contact);
  assert.equal(taken.status, 201);
  const { id } = z.object({ id: z.number() }).parse(await taken.json());
  assert.deepEqual(id, 1);
  assert.equal((await server.rest('POST', '/api/v2/contacts', contact)).status, 409);
});

test('a refused upload of an agent leaves no file', async () => {
  await using server = await startTemporaryServer();
  const path = '/api/v2/tickets';
  const empty = await upload(server, path, { subject: 'S', email: 'a@b.example' }, ['a.txt', '']);
  assert.equal(empty.status, 400);
  assert.equal((await upload(server, path, { email: 'x' }, ['a.txt', 'y'])).status, 400);
  assert.equal(
    (await upload(server, `${path}/9/notes`, { body: 'x' }, ['a.txt', 'y'])).status,
    404,
  );
  assert.equal(readdirSync(join(server.files, 'tickets')).length, 0);
});

test('custom fields of a ticket change one by one, and null takes one away', async () => {
  await using server = await startTemporaryServer();
  for (const label of ['One', 'Two']) {
    await server.rest('POST', '/api/v2/admin/ticket_fields', { label, type: 'custom_text' });
  }
  const custom_fields = { cf_one: 'a', cf_two: 'b' };
  const { id } = await make(server, { subject: 'S', email: 'a@b.example', custom_fields });
  const change = { custom_fields: { cf_one: null } };
  const changed = await server.rest('PUT', `/api/v2/tickets/${id}`, change);
  assert.deepEqual(whole.parse(await changed.json())['custom_fields'], { cf_two: 'b' });
});
