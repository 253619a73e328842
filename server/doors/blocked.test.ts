import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { problemIn } from '../temporary-server.ts';
import { startSite, type TestSite } from '../temporary-site.ts';

const ada = { name: 'Ada', email: 'ada@acme.example' };
const withId = z.looseObject({ id: z.number() });

async function contactOf(site: TestSite): Promise<string> {
  const made = await site.rest('POST', '/api/v2/contacts', ada);
  return `/api/v2/contacts/${withId.parse(await made.json()).id}`;
}

test('a reader whom an agent has blocked enters by no door, and again once they are unblocked', async () => {
  await using site = await startSite();
  const contact = await contactOf(site);
  assert.equal((await site.rest('PUT', contact, { blocked: true })).status, 200);

  const refused = await site.ask('/home', site.token(ada));
  assert.equal(refused.status, 401);
  assert.equal((await problemIn(refused)).code, 'reader_blocked');
  const token = site.login('helpkit', { email: 'Ada@Acme.example', jti: 'one' });
  const to = await site.browser().leadsTo(`/access?jwt_token=${token}`);
  assert.match(String(to), /code=reader_blocked/);
  assert.equal(await site.sessions(), 0);
  assert.equal((await site.ask('/home', site.token({ email: 'bob@acme.example' }))).status, 200);

  const reference = new URLSearchParams(String(to).split('?')[1]).get('reference');
  const said = await site.rest('POST', '/api/v1/tokens/explain', { reference });
  assert.match(await said.text(), /"code":"reader_blocked"/);

  await site.rest('PUT', contact, { blocked: false });
  assert.equal((await site.ask('/home', site.token(ada))).status, 200);
  assert.equal(await site.browser().leadsTo(`/access?jwt_token=${token}`), '/');
});

test('whoever is signed in while they are blocked is out with the next request', async () => {
  await using site = await startSite();
  const contact = await contactOf(site);
  const browser = site.browser();
  await browser.go(`/access?jwt_token=${site.login('helpkit', { email: ada.email })}`);
  const page = `/articles/${site.articles.signedIn}`;
  const token = site.token(ada);
  assert.deepEqual(
    [(await browser.go(page)).status, (await site.ask('/home', token)).status],
    [200, 200],
  );
  await site.rest('PUT', contact, { blocked: true });
  assert.deepEqual(
    [(await browser.go(page)).status, (await site.ask('/home', token)).status],
    [401, 401],
  );
  await site.rest('PUT', contact, { phone: '1' });
  assert.match(await (await site.rest('GET', contact)).text(), /"blocked":true/);
  assert.equal((await browser.go(page)).status, 401);
});

test('a blocked reader who is signed in on a public site is told so, once, and what they write is not sent as nobody', async () => {
  await using site = await startSite({ accessMode: 'public' });
  const contact = await contactOf(site);
  const browser = site.browser();
  const enter = (jti: string) =>
    browser.go(`/access?jwt_token=${site.login('helpkit', { email: ada.email, jti })}`);
  const tickets = async () => (await site.rest('GET', '/api/v2/tickets')).json();
  await enter('one');
  await site.rest('PUT', contact, { blocked: true });
  const message = { ...ada, subject: 'Again', description: 'Me', idempotency_key: 'k'.repeat(24) };
  const refused = await browser.post('/contact', message);
  assert.equal(refused.status, 401);
  assert.match(await refused.text(), /You could not be signed in.*reader_blocked/s);
  assert.deepEqual(await tickets(), []);
  assert.equal((await browser.go('/')).status, 200);

  const widget = await site.ask('/tickets', site.token(ada), {
    ...{ method: 'POST', headers: { 'Content-Type': 'application/json' } },
    body: JSON.stringify(message),
  });
  assert.equal((await problemIn(widget)).code, 'reader_blocked');
  assert.deepEqual(await tickets(), []);
});

test('an open panel of a reader who is blocked hears of it at once', async () => {
  await using site = await startSite();
  const contact = await contactOf(site);
  const stop = new AbortController();
  const answer = await site.ask('/events', site.token(ada), { signal: stop.signal });
  await site.rest('PUT', contact, { blocked: true });
  let heard = '';
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) heard += chunk;
  assert.match(heard, /event: ended\ndata: \{"code":"reader_blocked"\}/);
  stop.abort();
});
