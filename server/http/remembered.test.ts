import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addSite } from '../keys/test-bed.ts';
import { temporaryStore } from '../store/temporary.ts';
import { openAudiences } from '../visibility/audience.ts';
import { anonymous } from '../visibility/viewer.ts';
import { openRemembered } from './remembered.ts';

async function bed() {
  const store = await temporaryStore();
  const site = await addSite(store);
  const audiences = openAudiences(store);
  const { remembered } = openRemembered<string>(store, 10);
  const addCategory = () =>
    store.write((transaction) =>
      transaction
        .insertInto('category')
        .values({ site_id: site, position: 1, created_at: 0, updated_at: 0 })
        .execute(),
    );
  return Object.assign(store, {
    addCategory,
    audience: () => audiences.ofSite(anonymous, site),
    ask: async (answer: string) =>
      remembered(await audiences.ofSite(anonymous, site), 'home', async () => answer),
    remembered,
    rename: () =>
      store.write((t) =>
        t.updateTable('site').set({ name: 'Other' }).where('id', '=', site).execute(),
      ),
  });
}

test('an answer is made once while nothing changes, and anew after a change of what is written or of a site', async () => {
  await using store = await bed();
  assert.deepEqual([await store.ask('first'), await store.ask('second')], ['first', 'first']);
  await store.addCategory();
  assert.deepEqual([await store.ask('third'), await store.ask('fourth')], ['third', 'third']);
  await store.rename();
  assert.equal(await store.ask('fifth'), 'fifth');
});

test('an answer that is being made while something changes is given and not remembered', async () => {
  await using store = await bed();
  const slow = Promise.withResolvers<string>();
  const audience = await store.audience();
  const underWay = store.remembered(audience, 'home', () => slow.promise);
  await store.addCategory();
  slow.resolve('old');
  assert.equal(await underWay, 'old');
  assert.equal(await store.ask('new'), 'new');
});

test('an answer for an audience that was found before the latest change is not remembered', async () => {
  await using store = await bed();
  const before = await store.audience();
  await store.addCategory();
  assert.equal(await store.remembered(before, 'home', async () => 'old'), 'old');
  assert.equal(await store.ask('new'), 'new');
});

test('an answer that could not be made is asked for again', async () => {
  await using store = await bed();
  const audience = await store.audience();
  const failing = store.remembered(audience, 'home', () => Promise.reject(new Error('busy')));
  await assert.rejects(failing, /busy/);
  assert.equal(await store.ask('now'), 'now');
});
