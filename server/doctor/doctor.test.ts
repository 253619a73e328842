import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { problemIn, startTemporaryServer } from '../temporary-server.ts';
import { startSite } from '../temporary-site.ts';
import { signByHand } from '../tokens/sign-by-hand.ts';

const start = Date.parse('2026-03-01T10:00:00Z');
const ada = { name: 'Ada Lovelace', email: 'ada@acme.example' };
const day = 24 * 3_600_000;

const diagnosis = z.object({
  accepted: z.boolean(),
  code: z.string().nullable(),
  rules: z.array(z.looseObject({ rule: z.string(), outcome: z.string() })),
  token: z.object({
    header: z.record(z.string(), z.string()),
    claims: z.record(z.string(), z.string()),
  }),
  fixes: z.record(z.string(), z.string()).nullable(),
  serverTime: z.string(),
  skew: z.number().nullable(),
});

async function hospital() {
  const time = { now: start };
  const server = await startTemporaryServer({ clock: () => time.now });
  return Object.assign(server, {
    time,
    async explain(question: object) {
      const answer = await server.rest('POST', '/api/v1/tokens/explain', question);
      assert.equal(answer.status, 200);
      return diagnosis.parse(await answer.json());
    },
  });
}

test('a good token is accepted rule by rule, and nothing of its reader is shown', async () => {
  await using server = await hospital();
  const said = await server.explain({ token: server.token(ada) });
  assert.equal(said.accepted, true);
  assert.deepEqual([said.code, said.fixes], [null, null]);
  assert.equal(said.token.header['alg'], 'HS256');
  assert.equal(said.token.claims['exp'], '1772366400 (2026-03-01T12:00:00.000Z)');
  assert.equal(said.token.claims['email'], 'a…@acme.example');
  assert.equal(said.token.claims['name'], 'text, 12 characters');
});

test('a token that lives for too long is refused with one line to mend it in five languages', async () => {
  await using server = await hospital();
  const seconds = start / 1_000;
  const token = signByHand(server.widgetSecret, { ...ada, exp: seconds + 7_627 });
  const said = await server.explain({ token });
  assert.deepEqual([said.accepted, said.code], [false, 'lifetime_too_long']);
  assert.match(String(said.rules.at(-1)?.['found']), /2 h 07 m .*the cap is 2 h 00 m/);
  assert.deepEqual(Object.keys(said.fixes ?? {}), ['node', 'python', 'ruby', 'php', 'go']);
});

test('a refused sign-in is explained by the id of its request for seven days, and no longer', async () => {
  await using server = await hospital();
  const token = signByHand('somebody else who has forty characters !!', {
    ...ada,
    exp: start / 1_000 + 600,
  });
  const { requestId } = await problemIn(await server.ask('/session', token, { method: 'POST' }));

  for (const when of ['at once', 'stored']) {
    const said = await server.explain({ reference: requestId });
    assert.deepEqual([said.accepted, said.code], [false, 'signature_invalid'], when);
    await server.refusals.flush();
  }
  const row = await server.store.read
    .selectFrom('refused_sign_in')
    .selectAll()
    .executeTakeFirstOrThrow();
  const kept = JSON.stringify(row);
  for (const secret of [token, token.split('.')[2] ?? token, ada.name, ada.email]) {
    assert.ok(!kept.includes(secret), secret);
  }

  server.time.now += 7 * day;
  const question = { reference: requestId };
  assert.equal((await server.rest('POST', '/api/v1/tokens/explain', question)).status, 422);
  await server.refusals.sweep();
  assert.deepEqual(await server.store.read.selectFrom('refused_sign_in').selectAll().execute(), []);
});

test('a genuine token of a session that has ended says so, after all that is right with it', async () => {
  await using server = await hospital();
  const token = server.token(ada);
  await server.ask('/session', token, { method: 'DELETE' });
  const { requestId } = await problemIn(await server.ask('/home', token));
  const said = await server.explain({ reference: requestId });
  assert.deepEqual([said.accepted, said.code], [false, 'session_ended']);
  const outcomes = said.rules.map(({ outcome }) => outcome);
  assert.deepEqual(new Set(outcomes.slice(0, -1)), new Set(['passed']));
  assert.equal(said.rules.at(-1)?.rule, 'door');
});

test('rubbish of any kind is diagnosed, and a flood of it keeps no more than some', async () => {
  await using server = await hospital();
  const pieces = [
    '',
    '.',
    '..',
    'a.b.c',
    'e30.e30.',
    '\u0000',
    '💡'.repeat(5_000),
    'x'.repeat(20_000),
  ];
  for (const token of pieces) {
    assert.equal((await server.explain({ token })).accepted, false);
  }
  for (let at = 0; at < 1_000; at += 1) {
    const refused = {
      site: 1,
      door: 'freshdesk',
      token: 'a.b.c',
      code: 'token_malformed',
    } as const;
    server.refusals.note({ ...refused, reference: `flood-${at}` });
  }
  await server.refusals.flush();
  const { count } = await server.store.read
    .selectFrom('refused_sign_in')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  assert.equal(count, 200);
});

test('a question without token and reference, or by somebody without an API key, is refused', async () => {
  await using server = await hospital();
  for (const question of [{}, { token: 7 }, { reference: '' }, { token: 'x', door: 'window' }]) {
    const answer = await server.rest('POST', '/api/v1/tokens/explain', question);
    assert.equal(answer.status, 422, JSON.stringify(question));
  }
  const anonymous = await fetch(`${server.origin}/api/v1/tokens/explain`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: server.token(ada) }),
  });
  assert.equal(anonymous.status, 401);
});

test('of a token that has opened its session the doctor says when, and nothing is wrong with one that has not', async () => {
  await using site = await startSite();
  const token = site.login('helpkit', { username: 'ada', jti: 'first' });
  const question = { token, door: 'helpkit' };
  const before = await site.rest('POST', '/api/v1/tokens/explain', question);
  assert.equal(diagnosis.parse(await before.json()).accepted, true);
  const used = site.time.now;
  await site.browser().go(`/access?jwt_token=${token}`);
  site.time.now += 60_000;
  const after = diagnosis.parse(
    await (await site.rest('POST', '/api/v1/tokens/explain', question)).json(),
  );
  assert.deepEqual([after.accepted, after.code], [false, 'token_replayed']);
  assert.match(String(after.rules.at(-1)?.['found']), new RegExp(new Date(used).toISOString()));
});

test('a token that names its host is held against the names of the site that it is for', async () => {
  await using site = await startSite();
  for (const [host, code] of [
    ['help.example', null],
    ['docs.other.example', 'host_mismatch'],
  ] as const) {
    const question = { token: site.login('mintlify', { host }), door: 'mintlify' };
    const said = await site.rest('POST', '/api/v1/tokens/explain', question);
    assert.equal(diagnosis.parse(await said.json()).code, code, host);
  }
});

test('a sign-in refused at a door of the site is explained by the reference on its page', async () => {
  await using site = await startSite();
  const token = site.login('mintlify', { host: 'docs.other.example' });
  const answer = await site.browser().post('/login/jwt-callback', { token });
  const { to } = z.object({ to: z.string() }).parse(await answer.json());
  const reference = new URLSearchParams(to.split('?')[1]).get('reference');
  const said = await site.rest('POST', '/api/v1/tokens/explain', { reference });
  assert.equal(diagnosis.parse(await said.json()).code, 'host_mismatch');
});
