import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';
import type { LoginClaims } from '../../../contract/token.ts';
import { openReaders } from '../../readers/resolve.ts';
import { startTemporaryServer, type TemporaryServer } from '../../temporary-server.ts';
import { asSigned } from '../../visibility/signed.ts';
import { sweepFiles } from '../files/sweep.ts';

const message = {
  ...{ name: 'Ada', email: 'ada@acme.example', subject: 'Charts', description: 'They are blank.' },
};
const ticketAnswer = z.strictObject({
  id: z.number(),
  reference: z.string().regex(/^PL-[0-9A-Z]{4}-[0-9A-Z]{2}$/),
});
const problem = z.looseObject({
  code: z.string(),
  errors: z.array(z.object({ path: z.string(), code: z.string().optional() })).default([]),
});
const key = 'a-key-of-a-form-that-was-filled-once';

interface Wish {
  token?: string;
  key?: string;
  headers?: Record<string, string>;
}

function post(server: TemporaryServer, body: object | FormData, wish: Wish = {}) {
  const headers: Record<string, string> = { ...wish.headers };
  if (wish.key) headers['Idempotency-Key'] = wish.key;
  if (!(body instanceof FormData)) headers['Content-Type'] = 'application/json';
  return server.ask('/tickets', wish.token, {
    ...{ method: 'POST', headers, body: body instanceof FormData ? body : JSON.stringify(body) },
  });
}

async function refusal(answer: Response) {
  const { code, errors } = problem.parse(await answer.json());
  return { status: answer.status, code, errors: errors.map((e) => `${e.path} ${e.code}`).sort() };
}

function formOf(fields: object, files: [name: string, bytes: string | Uint8Array][] = []) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  for (const [name, bytes] of files) {
    form.append('attachments[]', new Blob([new Uint8Array(Buffer.from(bytes))]), name);
  }
  return form;
}

const tickets = (server: TemporaryServer) =>
  server.store.read.selectFrom('ticket').selectAll().execute();
const files = (server: TemporaryServer) =>
  server.store.read.selectFrom('ticket_file').selectAll().orderBy('id').execute();
const onDisk = (server: TemporaryServer) => readdirSync(join(server.files, 'tickets'));

test('a message of somebody unknown becomes a ticket, a contact that opens nothing, and one mail', async () => {
  await using server = await startTemporaryServer();
  const segment = { name: 'Not French', of: 'contacts' };
  const rules = [{ field: 'language', is: 'not_equals', value: 'fr' }];
  await server.rest('POST', '/api/v1/segments', { ...segment, rules });
  const answer = await post(server, message);
  assert.equal(answer.status, 201);
  const { reference } = ticketAnswer.parse(await answer.json());
  const [ticket] = await tickets(server);
  assert.deepEqual(
    [ticket?.subject, ticket?.plain, ticket?.status, ticket?.priority, ticket?.is_proven],
    ['Charts', 'They are blank.', 2, 1, 0],
  );
  const claims = asSigned<LoginClaims>({ name: 'Ada', email: 'ada@acme.example', exp: 0 });
  assert.deepEqual((await openReaders(server.store).viewer(claims)).segments, []);
  const mails = z
    .array(z.looseObject({ subject: z.string(), text: z.string(), to: z.unknown() }))
    .parse(await (await server.rest('GET', '/api/v1/outbox')).json());
  assert.deepEqual(mails.length, 1);
  assert.match(mails[0]?.subject ?? '', new RegExp(reference));
  assert.deepEqual(mails[0]?.to, { name: null, email: 'ada@acme.example' });
  assert.ok(!mails[0]?.text.includes('Charts'), 'a stranger cannot send words of their own');
});

test("a reader's name and e-mail are the token's, whatever the form says", async () => {
  await using server = await startTemporaryServer();
  const token = server.token({ name: 'Ada Lovelace', email: 'Ada@acme.example' });
  const answer = await post(server, { ...message, name: 'Eve', email: 'eve' }, { token });
  assert.equal(answer.status, 201);
  const [ticket] = await tickets(server);
  assert.deepEqual(
    [ticket?.requester_name, ticket?.requester_email, ticket?.is_proven],
    ['Ada Lovelace', 'ada@acme.example', 1],
  );
});

test('a reader whose address no form would take can write all the same', async () => {
  await using server = await startTemporaryServer();
  const token = server.token({ name: 'Ada', email: 'ada@intranet' });
  assert.equal((await post(server, { subject: 'S', description: 'D' }, { token })).status, 201);
  assert.equal((await tickets(server))[0]?.requester_email, 'ada@intranet');
});

test('every problem is told at once, with its path and code', async () => {
  await using server = await startTemporaryServer();
  await server.rest('POST', '/api/v2/admin/ticket_fields', {
    ...{ label: 'Since', type: 'custom_date' },
  });
  const form = formOf(
    {
      email: 'no',
      subject: ' ',
      description: 'x',
      'custom_fields[cf_since]': 'soon',
      type: 'Wish',
    },
    [
      ['empty.txt', ''],
      ['run.exe', 'MZ'],
    ],
  );
  form.append('custom_fields[cf_nothing]', '1');
  assert.deepEqual(await refusal(await post(server, form)), {
    ...{ status: 422, code: 'input_invalid' },
    errors: [
      ...['attachments.0 file_empty', 'attachments.1 file_type_refused'],
      ...['custom_fields.cf_nothing unknown_field', 'custom_fields.cf_since not_a_date'],
      ...['email not_an_email', 'name required', 'subject required', 'type not_a_choice'],
    ],
  });
  assert.deepEqual([(await tickets(server)).length, onDisk(server).length], [0, 0]);
});

test('custom fields keep their kinds, by JSON and by multipart', async () => {
  await using server = await startTemporaryServer();
  for (const field of [
    { label: 'Seats', type: 'custom_number' },
    { label: 'Agree', type: 'custom_checkbox' },
    { label: 'Plan', type: 'custom_dropdown', choices: [{ value: 'team' }] },
  ]) {
    await server.rest('POST', '/api/v2/admin/ticket_fields', field);
  }
  const custom_fields = { cf_seats: 3, cf_agree: true, cf_plan: 'team' };
  assert.equal((await post(server, { ...message, custom_fields })).status, 201);
  const bracketed = Object.entries(custom_fields).map(([name, value]) => [
    ...[`custom_fields[${name}]`, value],
  ]);
  const form = formOf({ ...message, ...Object.fromEntries(bracketed), priority: 3 });
  assert.equal((await post(server, form)).status, 201);
  const asJson = formOf({ ...message, custom_fields: JSON.stringify({ cf_seats: '3' }) });
  assert.equal((await post(server, asJson)).status, 201);
  const stored = (await tickets(server)).map((ticket) => JSON.parse(ticket.custom_fields));
  assert.deepEqual(stored, [custom_fields, custom_fields, { cf_seats: 3, cf_agree: false }]);
  assert.deepEqual(
    (await tickets(server)).map((ticket) => ticket.priority),
    [1, 3, 1],
  );
});

test('a field that customers may not change, or do not see, is not taken from them', async () => {
  await using server = await startTemporaryServer();
  await server.rest('POST', '/api/v2/admin/ticket_fields', {
    ...{ label: 'Locked', type: 'custom_text', customers_can_edit: false },
  });
  await server.rest('POST', '/api/v2/admin/ticket_fields', {
    ...{ label: 'Inner', type: 'custom_text', displayed_to_customers: false },
  });
  const locked = { ...message, custom_fields: { cf_locked: 'x' } };
  assert.equal((await post(server, locked)).status, 201);
  assert.equal((await tickets(server))[0]?.custom_fields, '{}');
  const inner = await post(server, { ...message, custom_fields: { cf_inner: 'x' } });
  assert.deepEqual((await refusal(inner)).errors, ['custom_fields.cf_inner unknown_field']);
});

test('the same key and content is one ticket, also when it is sent four times at the same moment', async () => {
  await using server = await startTemporaryServer();
  const send = () => post(server, formOf(message, [['a.txt', 'hello']]), { key });
  const answers = await Promise.all([send(), send(), send(), send()]);
  const bodies = await Promise.all(answers.map((answer) => answer.json()));
  for (const body of bodies) assert.deepEqual(body, bodies[0]);
  assert.deepEqual(
    [(await tickets(server)).length, (await files(server)).length, onDisk(server).length],
    [1, 1, 1],
  );
  const mails = await server.store.read.selectFrom('mail').selectAll().execute();
  assert.equal(mails.length, 1);
});

test('the same key with other content, or another file, is refused by a code of its own', async () => {
  await using server = await startTemporaryServer();
  await post(server, formOf(message, [['a.txt', 'hello']]), { key });
  for (const other of [
    formOf({ ...message, subject: 'Other' }, [['a.txt', 'hello']]),
    formOf(message, [['a.txt', 'hellO']]),
    formOf(message),
  ]) {
    const answer = await post(server, other, { key });
    assert.equal((await refusal(answer)).code, 'idempotency_key_reused');
  }
  assert.deepEqual([(await tickets(server)).length, onDisk(server).length], [1, 1]);
});

test("a key is its viewer's own, and a refused message does not use it up", async () => {
  await using server = await startTemporaryServer();
  const [ada, bob] = ['ada', 'bob'].map((name) => server.token({ email: `${name}@x.example` }));
  assert.equal((await post(server, { ...message, subject: '' }, { key })).status, 422);
  for (const wish of [
    { key, token: ada ?? '' },
    { key, token: bob ?? '' },
  ]) {
    assert.equal((await post(server, message, wish)).status, 201);
  }
  assert.equal((await tickets(server)).length, 2);
  const short = await refusal(await post(server, message, { key: 'short' }));
  assert.equal(short.status, 422);
});

test('a try after the end of the session, or after signing in, is the ticket that the first try became', async () => {
  await using server = await startTemporaryServer();
  const token = server.token({ name: 'Ada', email: 'ada@acme.example' });
  const first = await post(server, message, { key, token });
  await server.ask('/session', token, { method: 'DELETE' });
  const again = await post(server, message, { key });
  assert.deepEqual([first.status, again.status], [201, 201]);
  assert.deepEqual(await again.json(), await first.json());
  const anew = server.token({ name: 'Ada again', email: 'ada@acme.example' });
  assert.equal((await post(server, message, { key, token: anew })).status, 201);
  assert.equal((await tickets(server)).length, 1);
  const elsewhere = { ...message, subject: 'Something else' };
  assert.equal((await post(server, elsewhere, { key })).status, 201);
  assert.equal((await tickets(server)).length, 2);
});

test('files are kept whole under names of ours, and downloaded by agents alone', async () => {
  await using server = await startTemporaryServer();
  const png = Buffer.from(
    '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489',
    'hex',
  );
  const form = formOf(message, [
    ['../../shot.png', png],
    ['page.html', '<script>alert(1)</script>'],
    ['lie.png', '<svg onload=alert(1)>'],
  ]);
  assert.equal((await post(server, form)).status, 201);
  const stored = await files(server);
  assert.deepEqual(
    stored.map(({ name, type, size }) => [name, type, size]),
    [
      ['shot.png', 'image/png', png.byteLength],
      ['page.html', 'application/octet-stream', 25],
      ['lie.png', 'application/octet-stream', 21],
    ],
  );
  for (const [at, file] of stored.entries()) {
    const address = `/files/tickets/${file.id}/${file.name}`;
    assert.equal((await fetch(server.origin + address)).status, 401);
    const answer = await server.rest('GET', address);
    const disposition = at === 0 ? 'inline' : 'attachment';
    assert.match(answer.headers.get('content-disposition') ?? '', new RegExp(`^${disposition};`));
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(answer.headers.get('content-security-policy'), "default-src 'none'; sandbox");
    const bytes = Buffer.from(await answer.arrayBuffer());
    assert.deepEqual(bytes, readFileSync(join(server.files, 'tickets', file.stored_as)));
  }
  const [first] = stored;
  assert.equal((await server.rest('GET', `/files/tickets/${first?.id}/other.png`)).status, 404);
});

test('too many files, other endings and files where none are taken are refused', async () => {
  await using server = await startTemporaryServer();
  await server.rest('PUT', '/api/v1/widgets/1', {
    attachmentLimits: { files: 1, totalBytes: 8, extensions: ['txt'] },
  });
  const many = formOf(message, [
    ['a.txt', '12345'],
    ['b.pdf', '67890'],
  ]);
  assert.deepEqual((await refusal(await post(server, many))).errors, [
    ...['attachments files_too_large', 'attachments too_many_files'],
    'attachments.1 file_type_refused',
  ]);
  await server.rest('PUT', '/api/v1/widgets/1', { form: { attachments: false } });
  const one = await post(server, formOf(message, [['a.txt', '1']]));
  assert.deepEqual((await refusal(one)).errors, ['attachments files_not_taken']);
  assert.equal(onDisk(server).length, 0);
});

test('a body beyond all limits is cut off with 413, and leaves nothing behind', async () => {
  await using server = await startTemporaryServer();
  await server.rest('PUT', '/api/v1/widgets/1', { attachmentLimits: { totalBytes: 1_000 } });
  const big = new Uint8Array(5_000_000);
  const answer = await post(server, formOf(message, [['big.bin', big]]));
  assert.equal(answer.status, 413);
  const endless = new ReadableStream({
    start: (controller) =>
      controller.enqueue(
        Buffer.from(
          '--x\r\nContent-Disposition: form-data; name="attachments[]"; filename="a"\r\n\r\n',
        ),
      ),
    pull: (controller) => controller.enqueue(new Uint8Array(100_000)),
  });
  const init = {
    ...{ method: 'POST', body: endless, duplex: 'half' as const },
    headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
  };
  const cut = await server.ask('/tickets', undefined, init).then(
    (response) => response.status,
    () => 'connection ended',
  );
  assert.ok(cut === 413 || cut === 'connection ended', String(cut));
  while (onDisk(server).length > 0) await new Promise((resolve) => setImmediate(resolve));
  assert.equal((await tickets(server)).length, 0);
});

test('an upload that breaks off leaves nothing, neither on disk nor in the store', async () => {
  await using server = await startTemporaryServer();
  const { port, hostname } = new URL(server.origin);
  const socket = connect(Number(port), hostname);
  socket.write(
    [
      ...['POST /api/widget/v1/1/tickets HTTP/1.1', 'Host: x', 'Content-Length: 90000'],
      ...['Content-Type: multipart/form-data; boundary=x', '', '--x'],
      ...['Content-Disposition: form-data; name="attachments[]"; filename="a"', '', 'half of it'],
    ].join('\r\n'),
  );
  while (onDisk(server).length === 0) await new Promise((resolve) => setImmediate(resolve));
  socket.destroy();
  while (onDisk(server).length > 0) await new Promise((resolve) => setImmediate(resolve));
  assert.equal((await tickets(server)).length, 0);
});

test('a start removes old files that no ticket has, and those alone', async () => {
  await using server = await startTemporaryServer();
  await post(server, formOf(message, [['a.txt', 'hello']]));
  const folder = join(server.files, 'tickets');
  writeFileSync(join(folder, 'left-over'), '');
  writeFileSync(join(folder, 'left-over.part'), '');
  assert.equal(await sweepFiles(server.store, Date.now, folder), 0);
  const later = () => Date.now() + 2 * 3_600_000;
  assert.equal(await sweepFiles(server.store, later, folder), 2);
  const [kept] = await files(server);
  assert.deepEqual(onDisk(server), [kept?.stored_as]);
});

test('where readers alone may write the anonymous are told to sign in; switched off, nobody may', async () => {
  await using server = await startTemporaryServer();
  await server.rest('PUT', '/api/v1/widgets/1', { contact: 'readers' });
  assert.equal((await refusal(await post(server, message))).code, 'token_missing');
  const token = server.token({ email: 'ada@acme.example' });
  assert.equal((await post(server, message, { token })).status, 201);
  await server.rest('PUT', '/api/v1/widgets/1', { form: null });
  const closed = await refusal(await post(server, formOf(message), { token }));
  assert.deepEqual([closed.status, closed.code], [403, 'contact_closed']);
});

test('a form that the widget does not offer is refused', async () => {
  await using server = await startTemporaryServer();
  await server.rest('POST', '/api/v1/forms', { name: 'Other', fields: [] });
  const answer = await post(server, { ...message, formId: 2 });
  assert.deepEqual((await refusal(answer)).errors, ['formId not_a_choice']);
});

test('the confirmation is in the language of the page, and a reader is greeted by name', async () => {
  await using server = await startTemporaryServer();
  const token = server.token({ name: 'Ada <b>', email: 'ada@acme.example' });
  await server.ask('/tickets?locale=de', token, {
    ...{ method: 'POST', body: JSON.stringify(message) },
    headers: { 'Content-Type': 'application/json' },
  });
  const [mail] = await server.store.read.selectFrom('mail').selectAll().execute();
  assert.match(mail?.plain ?? '', /^Guten Tag Ada <b>,/);
  assert.match(mail?.html ?? '', /Guten Tag Ada &lt;b&gt;,/);
});
