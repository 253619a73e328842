import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { openSqlite } from '../store/sqlite/open.ts';
import { problemIn, startTemporaryServer, type TemporaryServer } from '../temporary-server.ts';
import { openSessions } from './sessions.ts';

const start = Date.parse('2026-03-01T10:00:00Z');
const ada = { email: 'ada@acme.example', groups: ['beta', 'staff'] };
const bob = { email: 'bob@globex.example' };

/** A server whose clock is in the test's hand. */
async function startAt(time: { now: number }) {
  return startTemporaryServer({ clock: () => time.now });
}

function show(server: TemporaryServer, token: string, session = 'a-page-view-00000000001') {
  return server.ask('/home', token, { headers: { 'Porchlight-Session': session } });
}

async function ended(server: TemporaryServer, what: object): Promise<unknown> {
  const answer = await server.rest('POST', '/api/v1/sessions/revoke', what);
  assert.equal(answer.status, 200);
  return (await answer.json()) as unknown;
}

async function assertEnded(answer: Promise<Response>): Promise<void> {
  const refused = await answer;
  assert.equal(refused.status, 401);
  assert.equal((await problemIn(refused)).code, 'session_ended');
}

describe('whoever revokes', () => {
  const targets: [who: string, what: object][] = [
    ['a reader', { reader: ' ADA@acme.example' }],
    ['a group', { group: 'staff' }],
    ['a key', { key: 1 }],
    ['everyone', { all: true }],
  ];
  for (const [who, what] of targets) {
    test(`${who} ends the tokens that were shown and those that nobody has seen yet, not later ones`, async () => {
      const time = { now: start };
      await using server = await startAt(time);
      const shown = server.token(ada);
      const hidden = server.token({ ...ada, name: 'Ada elsewhere' });
      assert.equal((await show(server, shown)).status, 200);
      time.now += 1_000;

      assert.deepEqual(await ended(server, what), { ended: 1 });

      await assertEnded(show(server, shown));
      await assertEnded(show(server, hidden, 'another-page-view-00001'));
      time.now += 1_000;
      assert.equal((await show(server, server.token(ada), 'a-third-page-view-00001')).status, 200);
    });
  }

  test('a reader or a group leaves everybody else alone', async () => {
    const time = { now: start };
    await using server = await startAt(time);
    const token = server.token(bob);
    await show(server, token);
    assert.deepEqual(await ended(server, { reader: ada.email }), { ended: 0 });
    assert.deepEqual(await ended(server, { group: 'beta' }), { ended: 0 });
    assert.equal((await show(server, token)).status, 200);
  });

  test('one session leaves the same reader signed in elsewhere', async () => {
    const time = { now: start };
    await using server = await startAt(time);
    const token = server.token(ada);
    const other = server.token({ ...ada, name: 'Ada elsewhere' });
    await show(server, token);
    await show(server, other, 'another-page-view-00001');
    assert.deepEqual(await ended(server, { session: 'a-page-view-00000000001' }), { ended: 1 });
    await assertEnded(show(server, token));
    assert.equal((await show(server, other, 'another-page-view-00001')).status, 200);
  });
});

test('a token without iat counts as issued as early as its exp allows', async () => {
  await using server = await startTemporaryServer({ clock: () => start });
  const sessions = openSessions(server.store, () => start);
  await sessions.revoke({ reader: ada.email });
  const claims = { email: ada.email };
  const unsaid = { digest: 'x', key: 1, claims, expiresAt: start + 600_000 };
  const issuedAt = start + 600_000 - 7_260_000;
  assert.equal(await sessions.admit({ ...unsaid, issuedAt }, null), 'ended');
});

test('what another process revokes is refused here at the next request, and after a restart', async () => {
  await using server = await startTemporaryServer({ clock: () => start });
  const token = server.token(ada);
  await show(server, token);
  const elsewhere = await openSqlite(server.store.file);
  await openSessions(elsewhere, () => start).revoke({ group: 'beta' });
  await elsewhere.close();
  await assertEnded(show(server, token));
});

test('open sessions are listed with their reader and nothing that would let anybody in', async () => {
  await using server = await startTemporaryServer({ clock: () => start });
  const token = server.token(ada);
  await show(server, token);
  await show(server, server.token(bob), 'another-page-view-00001');
  const answer = await server.rest('GET', '/api/v1/sessions?reader=Ada@acme.example');
  const text = await answer.text();
  assert.deepEqual(JSON.parse(text), [
    {
      session: 'a-page-view-00000000001',
      site: 1,
      door: 'freshdesk',
      reader: ada.email,
      key: 1,
      since: '2026-03-01T10:00:00.000Z',
      expiresAt: '2026-03-01T12:01:00.000Z',
    },
  ]);
  assert.ok(!text.includes(token));
  await ended(server, { all: true });
  assert.deepEqual(await (await server.rest('GET', '/api/v1/sessions')).json(), []);
});

test('a revocation that names nobody, two targets or something else is refused, and ends nothing', async () => {
  await using server = await startTemporaryServer({ clock: () => start });
  const token = server.token(ada);
  await show(server, token);
  for (const what of [
    {},
    { all: false },
    { reader: 'ada' },
    { reader: ada.email, all: true },
    { everyone: true },
    { key: '1' },
  ]) {
    const answer = await server.rest('POST', '/api/v1/sessions/revoke', what);
    assert.equal(answer.status, 422, JSON.stringify(what));
  }
  assert.equal((await show(server, token)).status, 200);
});
