import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startTemporaryServer } from '../temporary-server.ts';
import { page, writeSome } from './test-bed.ts';

test('without script a vote comes back with thanks, and saying why changes the same vote', async () => {
  await using server = await startTemporaryServer();
  const { first } = await writeSome(server);
  const votes = () => server.store.read.selectFrom('vote').select(['helpful', 'reason']).execute();
  const vote = (fields: Record<string, string>) =>
    page(server, `/articles/${first}-say-hello/vote`, {
      ...{ method: 'POST', body: new URLSearchParams(fields) },
    });
  const answer = await vote({ helpful: 'no' });
  assert.equal(answer.status, 303);
  const back = new URL(answer.headers.get('location') ?? '', server.origin);
  const thanks = await (await page(server, back.pathname + back.search)).text();
  assert.match(thanks, /Thank you for telling us/);
  assert.match(thanks, /value="no" aria-pressed="true"/);
  const key = back.searchParams.get('key') ?? '';
  await vote({ helpful: 'no', reason: 'Too short', key });
  assert.deepEqual(
    (await votes()).map(({ helpful, reason }) => [helpful, reason]),
    [[0, 'Too short']],
  );
});

test('a vote on a hidden article and on a missing one are refused alike', async () => {
  await using server = await startTemporaryServer();
  const { hidden } = await writeSome(server);
  const post = { method: 'POST', body: new URLSearchParams({ helpful: 'yes' }) };
  const [one, other] = await Promise.all([
    page(server, `/articles/${hidden}/vote`, post),
    page(server, '/articles/99999/vote', post),
  ]);
  assert.equal(one.status, 404);
  assert.equal(await one.text(), await other.text());
  assert.deepEqual(await server.store.read.selectFrom('vote').selectAll().execute(), []);
});
