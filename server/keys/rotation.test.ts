import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqlite } from '../store/sqlite/open.ts';
import { startTemporaryServer } from '../temporary-server.ts';
import { issueToken } from '../tokens/issue.ts';
import { openVerifier } from '../tokens/verify.ts';
import { openTestKeys } from './test-bed.ts';

const start = Date.parse('2026-03-01T10:00:00Z');
const minute = 60_000;

/** A server with the clock in hand, and tokens that nobody has seen yet. */
async function bed() {
  const time = { now: start };
  const server = await startTemporaryServer({ clock: () => time.now });
  let readers = 0;
  return Object.assign(server, {
    time,
    /** As many as 40 requests at once, half of them with a kid. */
    async show(secret: string, kid: string): Promise<Map<number, number>> {
      const statuses = await Promise.all(
        Array.from({ length: 40 }, async (_, at) => {
          readers += 1;
          const reader = { name: 'Reader', email: `reader-${readers}@acme.example` };
          const named = at % 2 === 0 ? { kid } : {};
          const { token } = issueToken(reader, { secret, clock: server.clock, ...named });
          return (await server.ask('/home', token)).status;
        }),
      );
      const counts = new Map<number, number>();
      for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
      return counts;
    },
  });
}

test('while two keys overlap, tokens of both enter, also at the moments when a key is made and retired', async () => {
  await using server = await bed();
  const [old] = await server.keys.list();
  const kid = old?.kid ?? '';
  const show = () => server.show(server.widgetSecret, kid);
  const [before, next] = await Promise.all([
    show(),
    server.keys.make({ site: 1, door: 'freshdesk' }),
  ]);
  assert.deepEqual(before, new Map([[200, 40]]));
  const [during] = await Promise.all([show(), server.keys.retire(old?.id ?? 0, start + minute)]);
  assert.deepEqual(during, new Map([[200, 40]]));
  server.time.now = start + minute - 1;
  assert.deepEqual(await show(), new Map([[200, 40]]));
  assert.deepEqual(await server.show(next.secret, next.kid), new Map([[200, 40]]));
  server.time.now += 1;
  assert.deepEqual(await show(), new Map([[401, 40]]));
  assert.deepEqual(await server.show(next.secret, next.kid), new Map([[200, 40]]));
});

test('once a reset is answered, no token of an earlier key enters, here or on another node, seen before or not', async () => {
  await using server = await bed();
  const [old] = await server.keys.list();
  const kid = old?.kid ?? '';
  const elsewhere = await openSqlite(server.store.file);
  const keys = await openTestKeys(elsewhere, server.clock);
  const other = openVerifier({ keys, store: elsewhere, clock: server.clock });
  const seen = server.token({ email: 'ada@acme.example' });
  assert.equal((await server.ask('/home', seen)).status, 200);
  await other.verify(seen, 1, 'freshdesk');

  const latest = await server.keys.reset(1, 'freshdesk');

  assert.equal((await server.ask('/home', seen)).status, 401);
  await assert.rejects(other.verify(seen, 1, 'freshdesk'), { code: 'key_revoked' });
  assert.deepEqual(await server.show(server.widgetSecret, kid), new Map([[401, 40]]));
  assert.deepEqual(await server.show(latest.secret, latest.kid), new Map([[200, 40]]));
  await elsewhere.close();
});
