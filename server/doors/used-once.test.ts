import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { addSite } from '../keys/test-bed.ts';
import { openSqlite } from '../store/sqlite/open.ts';
import { temporaryStore } from '../store/temporary.ts';

test('a token opens one session, also when the processes that it is shown to are killed and started again', async () => {
  await using store = await temporaryStore();
  await addSite(store);
  const program = new URL('./used-once.ts', import.meta.url);
  let opened = 0;
  for (let round = 0; round < 4; round += 1) {
    const children = [1, 2].map(() => fork(program, [store.file], { stdio: 'inherit' }));
    for (const child of children) {
      child.on('message', (kind) => {
        if (kind === 'opened') opened += 1;
      });
    }
    await Promise.all(children.map((child) => once(child, 'message')));
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.map((child) => once(child, 'exit')));
  }
  const again = await openSqlite(store.file);
  const sessions = await again.read.selectFrom('portal_session').select('id').execute();
  await again.close();
  assert.equal(sessions.length, 1);
  assert.ok(opened <= 1);
});
