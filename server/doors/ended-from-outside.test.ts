import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { openSessions } from '../sessions/sessions.ts';
import { openSqlite } from '../store/sqlite/open.ts';
import { type Browser, startSite, type TestSite } from '../temporary-site.ts';

const ada = { email: 'Ada@acme.example', groups: ['gold', 'staff'] };
/** Her backend says nothing of an e-mail address. */
const grace = { username: 'grace', jti: 'of grace' };

const listed = z.array(
  z.object({
    session: z.string(),
    site: z.number(),
    door: z.string(),
    reader: z.string().nullable(),
    key: z.number().nullable(),
    since: z.string(),
    expiresAt: z.string(),
  }),
);

async function enter(site: TestSite, claims: object): Promise<Browser> {
  const browser = site.browser();
  const answer = await browser.go(`/access?jwt_token=${site.login('helpkit', claims)}`);
  assert.equal(answer.status, 303);
  assert.equal(await statusFor(site, browser), 200);
  return browser;
}

async function statusFor(site: TestSite, browser: Browser): Promise<number> {
  return (await browser.go(`/articles/${site.articles.signedIn}`)).status;
}

async function end(site: TestSite, what: object): Promise<unknown> {
  const answer = await site.rest('POST', '/api/v1/sessions/revoke', what);
  assert.equal(answer.status, 200);
  return answer.json();
}

async function sessionsOf(site: TestSite, query = '') {
  return listed.parse(await (await site.rest('GET', `/api/v1/sessions${query}`)).json());
}

describe('whoever ends from outside', () => {
  const targets: [who: string, what: (site: TestSite) => object][] = [
    ['a reader', () => ({ reader: 'ada@ACME.example' })],
    ['a group', () => ({ group: 'staff' })],
    ['a key', (site) => ({ key: site.keyOf.helpkit.id })],
    ['everyone', () => ({ all: true })],
  ];
  for (const [who, what] of targets) {
    test(`${who} ends their sessions of the site with the next request, and tokens of theirs that nobody has shown`, async () => {
      await using site = await startSite();
      const browser = await enter(site, { ...ada, jti: 'one' });
      const iat = site.time.now / 1_000;
      const kept = site.login('helpkit', { ...ada, jti: 'two', iat });
      site.time.now += 1_000;

      assert.deepEqual(await end(site, what(site)), { ended: 1 });

      assert.equal(await statusFor(site, browser), 401);
      const refused = await site.browser().go(`/access?jwt_token=${kept}`);
      assert.match(refused.headers.get('location') ?? '', /code=session_ended/);
      site.time.now += 1_000;
      await enter(site, { ...ada, jti: 'three', iat: site.time.now / 1_000 });
    });
  }

  test('a reader whose token names no e-mail address ends them by the id that the door knows', async () => {
    await using site = await startSite();
    const browsers = [await enter(site, grace), await enter(site, { ...ada, jti: 'one' })];
    assert.deepEqual(await end(site, { reader: 'helpkit:grace' }), { ended: 1 });
    const statuses = await Promise.all(browsers.map((browser) => statusFor(site, browser)));
    assert.deepEqual(statuses, [401, 200]);
  });

  test('one session leaves the same reader signed in elsewhere', async () => {
    await using site = await startSite();
    const first = await enter(site, { ...ada, jti: 'one' });
    site.time.now += 1_000;
    const second = await enter(site, { ...ada, jti: 'two' });
    const [latest] = await sessionsOf(site);
    assert.deepEqual(await end(site, { session: latest?.session }), { ended: 1 });
    assert.equal(await statusFor(site, first), 200);
    assert.equal(await statusFor(site, second), 401);
  });

  test('a key that is revoked or reset ends the sessions that it opened, and no others', async () => {
    await using site = await startSite();
    const browser = await enter(site, { ...ada, jti: 'one' });
    await site.rest('POST', '/api/v1/keys/reset', { site: 1, door: 'developerhub' });
    assert.equal(await statusFor(site, browser), 200);
    await site.rest('POST', '/api/v1/keys/reset', { site: 1, door: 'helpkit' });
    assert.equal(await statusFor(site, browser), 401);
    assert.deepEqual(await sessionsOf(site), []);
  });
});

test('what another process ends is over here with the next request', async () => {
  await using site = await startSite();
  const browser = await enter(site, { ...ada, jti: 'one' });
  const elsewhere = await openSqlite(site.store.file);
  await openSessions(elsewhere, () => site.time.now).revoke({ group: 'gold' });
  await elsewhere.close();
  assert.equal(await statusFor(site, browser), 401);
});

test('sessions of the site and of widgets are listed together, with nothing that would let anybody in', async () => {
  await using site = await startSite();
  const browser = await enter(site, { ...ada, jti: 'one' });
  site.time.now += 1_000;
  await enter(site, grace);
  site.time.now += 1_000;
  const token = site.token({ email: 'ada@acme.example' });
  const headers = { 'Porchlight-Session': 'a-page-view-00000000001' };
  await site.ask('/home', token, { headers });

  const all = await sessionsOf(site);
  assert.deepEqual(
    all.map(({ door, reader }) => [door, reader]),
    [
      ['freshdesk', 'ada@acme.example'],
      ['helpkit', 'helpkit:grace'],
      ['helpkit', 'ada@acme.example'],
    ],
  );
  assert.equal((await sessionsOf(site, '?reader=Ada@acme.example')).length, 2);
  assert.equal((await sessionsOf(site, '?reader=helpkit:grace')).length, 1);
  const said = JSON.stringify(all);
  for (const secret of [...browser.cookies.values(), token]) assert.ok(!said.includes(secret));
  const stolen = site.browser();
  stolen.cookies.set('__Host-porchlight-session', all[2]?.session ?? '');
  assert.equal(await statusFor(site, stolen), 401);
});

test('a session that has waited for an answer, or has expired, is on no list', async () => {
  await using site = await startSite();
  const browser = await enter(site, { ...ada, jti: 'one' });
  await browser.go(`/access?jwt_token=${site.login('helpkit', grace)}`);
  assert.equal((await sessionsOf(site)).length, 1);
  site.time.now += 8 * 86_400_000;
  assert.deepEqual(await sessionsOf(site), []);
});
