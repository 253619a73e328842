import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeTestBed } from '../keys/test-bed.ts';
import { rulesOf } from './examine.ts';
import { explain } from './explain.ts';
import { adasClaims, signByHand } from './sign-by-hand.ts';

async function doctor() {
  const bed = await makeTestBed();
  const key = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  return Object.assign(bed, {
    key,
    sign: (claims: object = {}) => signByHand(key.secret, { ...adasClaims(bed.now), ...claims }),
    explain: (token: string) =>
      explain(token, { site: bed.site, door: 'freshdesk', keys: bed.keys, now: bed.now }),
  });
}

test('a good token passes every rule, in the order in which the verifier looks', async () => {
  await using bed = await doctor();
  const said = await bed.explain(bed.sign({ iat: bed.now / 1_000 - 3 }));
  assert.equal(said.accepted, true);
  assert.deepEqual(
    said.rules.map(({ rule, outcome }) => [rule, outcome]),
    rulesOf('freshdesk').map(({ rule }) => [rule, 'passed']),
  );
  const found = Object.fromEntries(said.rules.map((rule) => [rule.rule, rule.found]));
  assert.equal(found['signature'], `signed with key ${bed.key.kid}`);
  assert.equal(found['algorithm'], 'HS256');
  assert.equal(found['expiry'], "exp is 10 m 00 s ahead of the server's clock");
  assert.equal(found['begin'], "iat is 3 s behind the server's clock");
});

test('a bad token fails one rule with its code and fix; what follows was not reached', async () => {
  await using bed = await doctor();
  const said = await bed.explain(bed.sign({ exp: '1' }));
  assert.equal(said.accepted, false);
  const outcomes = said.rules.map(({ outcome }) => outcome);
  const failed = outcomes.indexOf('failed');
  assert.deepEqual(new Set(outcomes.slice(0, failed)), new Set(['passed']));
  assert.deepEqual(new Set(outcomes.slice(failed + 1)), new Set(['not reached']));
  const { rule, code, found, fix } = said.rules[failed] ?? {};
  assert.deepEqual([rule, code], ['claims', 'claim_invalid']);
  assert.match(found ?? '', /exp is text/);
  assert.match(fix ?? '', /numbers in seconds/);
});

test('the doctor and the verifier agree on every kind of refusal', async () => {
  await using bed = await doctor();
  const good = bed.sign();
  const seconds = bed.now / 1_000;
  const tokens = [
    '',
    'a.b',
    `${good}=`,
    'a'.repeat(9_000),
    signByHand(bed.key.secret, adasClaims(bed.now), '[]'),
    signByHand(bed.key.secret, adasClaims(bed.now), { alg: 'none' }),
    signByHand(bed.key.secret, adasClaims(bed.now), { alg: 'HS256', kid: 'x' }),
    signByHand(Buffer.from(bed.key.secret, 'base64'), adasClaims(bed.now)),
    bed.sign({ email: undefined }),
    bed.sign({ exp: seconds - 60 }),
    bed.sign({ nbf: seconds + 60 }),
    bed.sign({ exp: seconds + 7_620 }),
  ];
  const rulesSeen = new Set<string>();
  for (const token of tokens) {
    const failed = (await bed.explain(token)).rules.find(({ outcome }) => outcome === 'failed');
    assert.ok(failed);
    rulesSeen.add(failed.rule);
    await assert.rejects(bed.verifier.verify(token, bed.site, 'freshdesk'), {
      code: failed.code,
      detail: `${failed.found} ${failed.fix}`,
    });
  }
  assert.equal(rulesSeen.size, tokens.length);
});

test('a clock that is ahead is measured', async () => {
  await using bed = await doctor();
  const said = await bed.explain(bed.sign({ iat: bed.now / 1_000 + 95 }));
  assert.equal(said.skew, 95);
  assert.equal(said.serverTime, bed.now);
});

test('an explanation holds neither token nor secret, and is no use of the key', async () => {
  await using bed = await doctor();
  for (const token of [bed.sign(), bed.sign({ groups: 'x' })]) {
    const said = JSON.stringify(await bed.explain(token));
    for (const hidden of [...token.split('.'), bed.key.secret, 'ada@example.com']) {
      assert.ok(!said.includes(hidden));
    }
  }
  assert.equal((await bed.keys.list())[0]?.lastUsedAt, null);
});
