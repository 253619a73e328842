import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';
import { openSqlite } from '../store/sqlite/open.ts';
import type { Store } from '../store/store.ts';
import { KeyRefused } from './refused.ts';
import { addSite, makeTestBed, openTestKeys } from './test-bed.ts';

const hour = 3_600_000;
const brought = 'correct horse battery staple, and more';

test('a key made here has a secret of 32 random bytes as text, shown this once', async () => {
  await using bed = await makeTestBed();
  const made = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  assert.equal(Buffer.from(made.secret, 'base64url').length, 32);
  assert.equal(made.alg, 'HS256');
  assert.match(made.kid, /^[A-Za-z0-9_-]{12}$/);
  const listed = JSON.stringify(await bed.keys.list());
  assert.ok(!listed.includes(made.secret));
});

test('a brought secret is kept as it is', async () => {
  await using bed = await makeTestBed();
  const made = await bed.keys.make({ site: bed.site, door: 'freshdesk', secret: brought });
  assert.equal(made.secret, brought);
});

const weak = {
  'shorter than 32 bytes': 'only-thirty-one-bytes-long-aaaa',
  'of one repeated character': 'a'.repeat(64),
  'of a repeated word': 'changeme'.repeat(5),
  'printed in documentation': 'a-string-secret-at-least-256-bits-long',
  'with a line break at its end': `${brought}\n`,
  'with half a surrogate pair': `${brought}\ud800`,
};
for (const [what, secret] of Object.entries(weak)) {
  test(`a secret ${what} is refused, without quoting it`, async () => {
    await using bed = await makeTestBed();
    await assert.rejects(bed.keys.make({ site: bed.site, door: 'freshdesk', secret }), (error) => {
      assert.ok(error instanceof KeyRefused);
      assert.deepEqual([error.code, error.path], ['input_invalid', 'secret']);
      assert.ok(!error.message.includes(secret.trim()));
      return true;
    });
    assert.deepEqual(await bed.keys.list(), []);
  });
}

test('32 bytes count in UTF-8, not in characters', async () => {
  await using bed = await makeTestBed();
  await bed.keys.make({ site: bed.site, door: 'freshdesk', secret: 'äöüßéèêçñåøœ¿¡§¶' });
});

test('a key for another algorithm, another door or no site is refused', async () => {
  await using bed = await makeTestBed();
  const { site } = bed;
  const refuses = (request: Parameters<typeof bed.keys.make>[0], code: string, path: string) =>
    assert.rejects(bed.keys.make(request), { name: 'KeyRefused', code, path });
  await refuses({ site, door: 'freshdesk', alg: 'HS512' }, 'input_invalid', 'alg');
  await refuses({ site, door: 'helpkit', alg: 'HS512' }, 'input_invalid', 'alg');
  await refuses({ site, door: 'mintlify', alg: 'HS256' }, 'input_invalid', 'alg');
  await refuses({ site, door: 'mintlify', secret: brought }, 'input_invalid', 'secret');
  const jwksUrl = 'https://customer.example/jwks.json';
  await refuses({ site, door: 'helpkit', jwksUrl }, 'input_invalid', 'jwksUrl');
  await refuses({ site: 99, door: 'freshdesk' }, 'not_found', 'site');
  await refuses({ site, door: 'freshdesk', retireAt: bed.now }, 'input_invalid', 'retireAt');
});

test('a key passes from active through retiring to retired on its date', async () => {
  await using bed = await makeTestBed();
  const { id } = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  const state = async () => (await bed.keys.list())[0]?.state;
  assert.equal(await state(), 'active');
  await bed.keys.retire(id, bed.now + hour);
  assert.equal(await state(), 'retiring');
  bed.now += hour;
  assert.equal(await state(), 'retired');
  await assert.rejects(bed.keys.retire(id, bed.now + hour), { code: 'conflict' });
});

test('a key cannot retire in the past, and an unknown one not at all', async () => {
  await using bed = await makeTestBed();
  const { id } = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  await assert.rejects(bed.keys.retire(id, bed.now), { code: 'input_invalid', path: 'at' });
  await assert.rejects(bed.keys.retire(99, bed.now + hour), { code: 'not_found' });
  await assert.rejects(bed.keys.revoke(99), { code: 'not_found' });
});

test('revoking twice keeps the first date', async () => {
  await using bed = await makeTestBed();
  const { id } = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  const first = await bed.keys.revoke(id);
  bed.now += hour;
  assert.deepEqual(await bed.keys.revoke(id), first);
  assert.equal(first.state, 'revoked');
});

test('a reset revokes every earlier key of that door of that site, and no other', async () => {
  await using bed = await makeTestBed();
  const other = await addSite(bed.store);
  const ours = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  const retiring = await bed.keys.make({
    site: bed.site,
    door: 'freshdesk',
    retireAt: bed.now + hour,
  });
  const theirs = await bed.keys.make({ site: other, door: 'freshdesk' });
  const elsewhere = await bed.keys.make({ site: bed.site, door: 'helpkit' });
  const fresh = await bed.keys.reset(bed.site, 'freshdesk');
  const states = new Map((await bed.keys.list()).map((key) => [key.id, key.state]));
  assert.deepEqual(
    [ours, retiring, theirs, elsewhere, fresh].map((key) => states.get(key.id)),
    ['revoked', 'revoked', 'active', 'active', 'active'],
  );
});

test('a reset of a site that does not exist changes nothing', async () => {
  await using bed = await makeTestBed();
  await assert.rejects(bed.keys.reset(99, 'freshdesk'), { code: 'not_found' });
  assert.deepEqual(await bed.keys.list(), []);
});

test("another process's reset counts at once", async () => {
  await using bed = await makeTestBed();
  await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  await bed.keys.keysOf(bed.site, 'freshdesk');
  const elsewhere = await openSqlite(bed.file);
  const others = await openTestKeys(elsewhere, () => bed.now);
  const fresh = await others.reset(bed.site, 'freshdesk');
  await elsewhere.close();
  const seen = await bed.keys.keysOf(bed.site, 'freshdesk');
  assert.deepEqual(
    seen.map((key) => [key.id === fresh.id, key.revokedAt !== null]),
    [
      [true, false],
      [false, true],
    ],
  );
});

test('the newest live key signs, rather one that is not about to retire', async () => {
  await using bed = await makeTestBed();
  const { keys, site } = bed;
  assert.equal(await keys.signerOf(site, 'freshdesk'), undefined);
  const lasting = await keys.make({ site, door: 'freshdesk' });
  await keys.make({ site, door: 'freshdesk', retireAt: bed.now + hour });
  await keys.make({ site, door: 'freshdesk', activeFrom: bed.now + hour });
  assert.equal((await keys.signerOf(site, 'freshdesk'))?.id, lasting.id);
});

test('uses are counted by the hour and leave the list after a day, the last use stays', async () => {
  await using bed = await makeTestBed();
  const { id } = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  const use = async () => {
    const [key] = await bed.keys.list();
    return key && [key.usesInDay, key.lastUsedAt];
  };
  assert.deepEqual(await use(), [0, null]);
  bed.keys.used(id);
  bed.keys.used(id);
  await bed.keys.flush();
  bed.now += 1_000;
  bed.keys.used(id);
  const last = bed.now;
  assert.deepEqual(await use(), [3, last]);
  bed.now += 24 * hour;
  assert.deepEqual(await use(), [0, last]);
});

test('hours that nothing is shown of any more are forgotten, and the list says the same', async () => {
  await using bed = await makeTestBed();
  const make = () => bed.keys.make({ site: bed.site, door: 'freshdesk' });
  const [busy, idle] = [await make(), await make()];
  bed.keys.used(idle.id);
  for (let hours = 0; hours < 30; hours += 1) {
    bed.keys.used(busy.id);
    bed.keys.measured(busy.id, hours);
    await bed.keys.flush();
    bed.now += hour;
  }
  bed.keys.measured(idle.id, 2);
  const before = await bed.keys.list();
  await bed.keys.sweep();
  assert.deepEqual(await bed.keys.list(), before);
  const rows = await bed.store.read
    .selectFrom('signing_key_use')
    .select(['key_id', (row) => row.fn.countAll<number>().as('hours')])
    .groupBy('key_id')
    .orderBy('key_id')
    .execute();
  assert.deepEqual(
    rows.map(({ key_id, hours }) => [key_id, hours]),
    [
      [busy.id, 23],
      [idle.id, 2],
    ],
  );
});

test('counting touches no database before it is flushed, and a failed flush keeps the count', async () => {
  await using bed = await makeTestBed();
  const { id } = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  let refuse = false;
  const store: Store = {
    ...bed.store,
    write: (work) => (refuse ? Promise.reject(new Error('busy')) : bed.store.write(work)),
  };
  const keys = await openTestKeys(store, () => bed.now);
  refuse = true;
  keys.used(id);
  await assert.rejects(keys.flush(), /busy/);
  refuse = false;
  assert.equal((await keys.list())[0]?.usesInDay, 1);
});

test('a key that was deleted with its site does not stop the others from being counted', async () => {
  await using bed = await makeTestBed();
  const { id } = await bed.keys.make({ site: bed.site, door: 'freshdesk' });
  bed.keys.used(id + 1);
  bed.keys.used(id);
  assert.equal((await bed.keys.list())[0]?.usesInDay, 1);
});

const vectors = new URL('../../../shared/vectors/jwt-recipes.json', import.meta.url);
const recipes = z.object({
  cases: z.array(
    z.object({
      id: z.string(),
      cat: z.string(),
      config: z.object({ secret: z.string().optional() }).optional(),
    }),
  ),
});

test('the weak secrets of the vectors are refused', async (t) => {
  if (!existsSync(vectors)) return t.skip('jwt-recipes.json is not here');
  await using bed = await makeTestBed();
  const { cases } = recipes.parse(JSON.parse(readFileSync(vectors, 'utf8')));
  let run = 0;
  for (const { id, cat, config } of cases) {
    if (cat !== 'weak-secret' || config?.secret === undefined) continue;
    run += 1;
    await assert.rejects(
      bed.keys.make({ site: bed.site, door: 'freshdesk', secret: config.secret }),
      KeyRefused,
      id,
    );
  }
  t.diagnostic(`${run} weak secrets`);
  assert.ok(run > 0);
});
