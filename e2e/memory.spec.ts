import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { bob, canaries, openProduct } from './product.ts';

/** Which of these words stand in any string that the page's scripts still hold. */
async function inMemory(page: Page, words: readonly string[]): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  let snapshot = '';
  devtools.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    snapshot += chunk;
  });
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await devtools.detach();
  expect(snapshot.length).toBeGreaterThan(100_000);
  return words.filter((word) => snapshot.includes(word));
}

test("Ada signs out and neither her articles nor her address are left in the page's memory", async ({
  page,
  world,
}) => {
  const { help, signIn, signOut } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await help.row(/^Acme: your rollout/).click();
  await help.row(/^Acme rollout plan/).click();
  await expect(help.panel.locator('article')).toContainText(canaries.acme);
  const hers = [canaries.acme, 'ada@acme.example'];
  expect(await inMemory(page, hers)).toEqual(hers);

  await signOut();
  await expect(help.row(/^Getting started/)).toBeVisible();

  expect(await inMemory(page, hers)).toEqual([]);
});

test('Bob takes over and no article of Ada is left in the memory of the page', async ({
  page,
  world,
}) => {
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await help.row(/^Acme: your rollout/).click();
  await help.row(/^Acme rollout plan/).click();
  await expect(help.panel.locator('article')).toContainText(canaries.acme);
  const token = world.token(bob);

  await page.evaluate((newer) => window.Porchlight.authenticate(newer), token);
  await expect(help.title(/Hello Bob Stone/)).toBeVisible();
  await expect(help.row(/^Globex: data residency/)).toBeVisible();

  expect(await inMemory(page, [canaries.acme])).toEqual([]);
});
