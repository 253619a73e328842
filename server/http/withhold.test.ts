import assert from 'node:assert/strict';
import { test } from 'node:test';
import { page, writeSome } from '../portal/test-bed.ts';
import { startTemporaryServer } from '../temporary-server.ts';

const least = 60;

test('what is hidden and what is missing are answered no earlier than both could be, and everything else at once', async () => {
  await using server = await startTemporaryServer({ notFoundAfter: least });
  const { first, hidden } = await writeSome(server);
  const categories = await server.rest('GET', '/api/v2/solutions/categories');
  assert.equal(categories.status, 200);
  const took = async (asked: () => Promise<Response>, status: number) => {
    const start = performance.now();
    const answer = await asked();
    await answer.arrayBuffer();
    assert.equal(answer.status, status, answer.url);
    return performance.now() - start;
  };
  for (const id of [hidden, 99_999]) {
    for (const asked of [
      () => server.ask(`/articles/${id}`),
      () => server.ask(`/folders/${id}`),
      () => page(server, `/articles/${id}`),
      () => fetch(`${server.origin}/files/${id}/notes.txt`),
    ]) {
      assert.ok((await took(asked, 404)) >= least - 1, String(id));
    }
  }
  // Once, so that nothing is loaded for the first time.
  await page(server, `/articles/${first}-say-hello`);
  const times: number[] = [];
  for (let turn = 0; turn < 20; turn += 1) {
    times.push(await took(() => page(server, `/articles/${first}-say-hello`), 200));
  }
  assert.ok(Math.min(...times) < least);
});
