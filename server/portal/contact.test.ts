import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';
import { page } from './test-bed.ts';

async function openForm(server: TemporaryServer): Promise<FormData> {
  const text = await (await page(server, '/contact')).text();
  const form = new FormData();
  for (const [, name = '', value = ''] of text.matchAll(
    /<input type="hidden" name="(idempotency_key|formId)" value="([^"]+)"/g,
  )) {
    form.set(name, value);
  }
  return form;
}

function send(server: TemporaryServer, form: FormData): Promise<Response> {
  return page(server, '/contact', { method: 'POST', body: form });
}

const message = {
  name: 'Ada',
  email: 'ada@acme.example',
  subject: 'A chart is empty',
  description: 'Since this morning.',
};

function fill(form: FormData, values: Record<string, string>): FormData {
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

function ticketsIn(server: TemporaryServer) {
  return server.store.read.selectFrom('ticket').selectAll().execute();
}

test('without script a message becomes one ticket, however often it is sent, and tells its reference', async () => {
  await using server = await startTemporaryServer();
  const form = fill(await openForm(server), message);
  form.set('attachments[]', new File(['a,b'], 'numbers.csv'));
  const [first, again] = [await send(server, form), await send(server, form)];
  assert.equal(first.status, 303);
  assert.equal(first.headers.get('location'), again.headers.get('location'));
  const tickets = await ticketsIn(server);
  assert.equal(tickets.length, 1);
  const sent = await page(server, first.headers.get('location') ?? '');
  assert.match(await sent.text(), new RegExp(tickets[0]?.reference ?? 'none'));
});

test('a message with faults comes back as it was typed, each fault at its field', async () => {
  await using server = await startTemporaryServer();
  const form = fill(await openForm(server), { ...message, email: 'ada', subject: '', name: '<b>' });
  const answer = await send(server, form);
  assert.equal(answer.status, 422);
  const text = await answer.text();
  assert.match(text, /id="fault-email"[^>]*>This is not an e-mail address\./);
  assert.match(text, /id="fault-subject"[^>]*>Please fill this in\./);
  assert.match(text, /Since this morning\./);
  assert.match(text, /value="&lt;b>?(&gt;)?"/);
  assert.deepEqual(await ticketsIn(server), []);
});

test('what a program fills in where people see nothing is not taken', async () => {
  await using server = await startTemporaryServer();
  const form = fill(await openForm(server), { ...message, website: 'https://spam.example' });
  assert.equal((await send(server, form)).status, 429);
  assert.deepEqual(await ticketsIn(server), []);
});

test('a form is never kept by a cache: each carries a key of its own', async () => {
  await using server = await startTemporaryServer();
  const answer = await page(server, '/contact');
  assert.equal(answer.headers.get('cache-control'), 'private, no-store');
  const keys = [await openForm(server), await openForm(server)].map((form) =>
    form.get('idempotency_key'),
  );
  assert.notEqual(keys[0], keys[1]);
});

test('where readers alone may write, or nobody, anonymous viewers find neither form nor link', async () => {
  await using server = await startTemporaryServer();
  for (const contact of ['readers', 'nobody']) {
    await server.rest('PUT', '/api/v1/sites/1', { contact });
    assert.equal((await page(server, '/contact')).status, 404);
    assert.equal((await send(server, fill(new FormData(), message))).status, 404);
    assert.doesNotMatch(await (await page(server, '/')).text(), /\/contact/);
  }
  assert.deepEqual(await ticketsIn(server), []);
});

test('a body that is no form, and a form that does not exist, are faults and no failures', async () => {
  await using server = await startTemporaryServer();
  const headers = { 'Content-Type': 'text/plain' };
  const answer = await page(server, '/contact', { method: 'POST', headers, body: 'hello' });
  assert.equal(answer.status, 422);
  assert.equal((await page(server, '/contact?form=none')).status, 200);
});

test('nothing but a reference is shown as one', async () => {
  await using server = await startTemporaryServer();
  assert.equal((await page(server, '/contact/sent?reference=Call+me')).status, 404);
});
