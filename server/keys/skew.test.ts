import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pino } from 'pino';
import { openClockWatch } from '../ops/clock-watch.ts';
import { startSite } from '../temporary-site.ts';
import { signByHand } from '../tokens/sign-by-hand.ts';

const hour = 3_600_000;

/** A site, with what its keys say of the clocks that sign with them. */
async function bed() {
  const site = await startSite();
  const clocks = async () => {
    const keys = await site.keys.list();
    return new Map(keys.map(({ door, skew, skewWarning }) => [door, [skew, skewWarning]]));
  };
  const seconds = () => site.time.now / 1_000;
  return Object.assign(site, {
    clocks,
    /** A token of the widget from a backend whose clock is off by so many seconds. */
    async showSignedAt(off: number, more: object = { iat: Math.floor(seconds() + off) }) {
      const claims = { name: 'Ada', email: 'ada@acme.example', exp: seconds() + 600 + off };
      return site.ask('/home', signByHand(site.widgetSecret, { ...claims, ...more }));
    },
    enter: (door: 'helpkit' | 'developerhub', off: number) => {
      const token = site.login(door, { iat: Math.floor(seconds() + off), jti: `${door} ${off}` });
      const [path, name] = door === 'helpkit' ? ['/access', 'jwt_token'] : ['/', 'jwt'];
      return site.browser().go(`${path}?${name}=${token}`);
    },
  });
}

test('a clock that runs ahead is measured by the newest tokens, and warned of before any is refused', async () => {
  await using site = await bed();
  assert.equal((await site.showSignedAt(4)).status, 200);
  assert.deepEqual((await site.clocks()).get('freshdesk'), [4, null]);
  assert.equal((await site.showSignedAt(18)).status, 200);
  assert.deepEqual((await site.clocks()).get('freshdesk'), [18, 'ahead']);
  assert.deepEqual((await site.clocks()).get('helpkit'), [null, null]);
});

test('a token that is refused for its times still tells of the clock, and counts as no use', async () => {
  await using site = await bed();
  assert.equal((await site.showSignedAt(95)).status, 401);
  const [key] = await site.keys.list({ door: 'freshdesk' });
  assert.deepEqual([key?.skew, key?.skewWarning], [95, 'ahead']);
  assert.deepEqual([key?.usesInDay, key?.lastUsedAt], [0, null]);
});

test('a forged token tells of no clock', async () => {
  await using site = await bed();
  const exp = site.time.now / 1_000 + 600;
  const forged = { name: 'Ada', email: 'ada@acme.example', exp, iat: exp - 580 };
  await site.ask('/home', signByHand('somebody else who has forty characters !!', forged));
  assert.deepEqual((await site.clocks()).get('freshdesk'), [null, null]);
});

test('a token that was kept for a while makes no clock look late; one that comes straight from its door does', async () => {
  await using site = await bed();
  await site.showSignedAt(-20);
  await site.showSignedAt(-3_000);
  assert.deepEqual((await site.clocks()).get('freshdesk'), [0, null]);
  assert.equal((await site.enter('helpkit', -20)).status, 303);
  assert.deepEqual((await site.clocks()).get('helpkit'), [-20, 'behind']);
});

test('without iat, an exp beyond the two hours tells how far the clock is ahead at the least', async () => {
  await using site = await bed();
  const exp = site.time.now / 1_000 + 7_200 + 25;
  assert.equal((await site.showSignedAt(0, { exp })).status, 200);
  assert.deepEqual((await site.clocks()).get('freshdesk'), [25, 'ahead']);
});

test('a clock that was set right is right a day later', async () => {
  await using site = await bed();
  await site.enter('developerhub', 20);
  await site.keys.flush();
  site.time.now += hour;
  await site.enter('developerhub', 0);
  assert.deepEqual((await site.clocks()).get('developerhub'), [20, 'ahead']);
  site.time.now += 23 * hour;
  await site.enter('developerhub', 1);
  assert.deepEqual((await site.clocks()).get('developerhub'), [1, null]);
});

test('the operator is told once in the log, and again when it comes back', async () => {
  await using site = await bed();
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  const watch = openClockWatch({ keys: site.keys, log });
  await site.showSignedAt(18);
  await watch.look();
  await watch.look();
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /"door":"freshdesk","seconds":18,"clock":"ahead"/);
  site.time.now += 25 * hour;
  await watch.look();
  await site.showSignedAt(19);
  await watch.look();
  assert.equal(lines.length, 2);
});

test('the list of keys says it, and the doctor of a token that is accepted still', async () => {
  await using site = await bed();
  await site.showSignedAt(18);
  const listed = await site.rest('GET', '/api/v1/keys?door=freshdesk');
  assert.match(await listed.text(), /"skew":18,"skewWarning":"ahead"/);
  const iat = site.time.now / 1_000 + 18;
  const token = signByHand(site.widgetSecret, {
    name: 'A',
    email: 'a@b.example',
    iat,
    exp: iat + 60,
  });
  const said = await site.rest('POST', '/api/v1/tokens/explain', { token });
  assert.match(await said.text(), /"accepted":true.*"skew":18/s);
});
