import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { hear } from './help.ts';
import { canaries, openProduct } from './product.ts';
import type { World } from './world.ts';

const minute = 60_000;

/** Time passes for the servers and for the page. */
async function pass(world: World, page: Page, milliseconds: number): Promise<void> {
  world.skip(milliseconds);
  await page.clock.fastForward(milliseconds);
}

test('Ada stays signed in for a working day, and what she reads stays on the screen', async ({
  page,
  world,
}) => {
  await page.clock.install();
  const heard = await hear(page);
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await help.search(canaries.acme);
  const found = help.row(/^Acme rollout plan/);
  await expect(found).toBeVisible();

  for (const renewals of [1, 2, 3, 4]) {
    await pass(world, page, 109 * minute);
    await expect.poll(() => heard('renewed')).toBe(renewals);
    await expect(found).toBeVisible();
  }

  await found.click();
  await expect(help.panel.locator('article')).toContainText(canaries.acme);
  expect(await heard('authenticated')).toBe(1);
  expect(await heard('expired')).toBe(0);
});

test('Ada signs out after a renewal and the renewed token is refused by the server', async ({
  page,
  world,
}) => {
  await page.clock.install();
  const heard = await hear(page);
  const tokens: string[] = [];
  page.on('request', (request) => {
    if (/\/session$/.test(request.url()) && request.method() === 'POST') {
      tokens.push(request.headers()['authorization']?.replace('Bearer ', '') ?? '');
    }
  });
  const { signIn, signOut } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await expect.poll(() => heard('authenticated')).toBe(1);
  await pass(world, page, 109 * minute);
  await expect.poll(() => heard('renewed')).toBe(1);

  const ended = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await signOut();
  await ended;

  expect(tokens).toHaveLength(2);
  expect(new Set(tokens).size).toBe(2);
  for (const token of tokens) {
    const answer = await world.ask('/home?locale=en', token);
    expect(await answer.json()).toMatchObject({ status: 401, code: 'session_ended' });
  }
});

test("Ada's token ends without a new one: restricted articles leave the screen and her words stay", async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource.*(401|503)/);
  await page.clock.install();
  const heard = await hear(page);
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await help.search('rollout');
  await expect(help.row(/^Acme rollout plan/)).toBeVisible();
  await page.route('**/help-token', (route) => route.fulfill({ status: 503 }));

  await pass(world, page, 109 * minute);
  await expect(help.row(/^Acme rollout plan/)).toBeVisible();
  await pass(world, page, 12 * minute);

  await expect(help.panel.getByRole('alert')).toContainText('Your session has ended');
  await expect(help.row(/Acme/)).toHaveCount(0);
  await expect(help.panel).not.toContainText(/Ada|Acme/);
  await expect(help.searchBox).toHaveValue('rollout');
  expect(await heard('expired')).toBe(1);
});

test('the backend comes back after the token ended and Ada is signed in again', async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource.*(401|503)/);
  await page.clock.install();
  const heard = await hear(page);
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await expect(help.title(/Hello Ada Lovelace/)).toBeVisible();
  await page.route('**/help-token', (route) => route.fulfill({ status: 503 }));
  await pass(world, page, 109 * minute);
  await pass(world, page, 12 * minute);
  await expect.poll(() => heard('expired')).toBe(1);

  await page.unroute('**/help-token');
  await pass(world, page, minute);
  await page.evaluate(() => window.dispatchEvent(new Event('online')));

  await expect(help.title(/Hello Ada Lovelace/)).toBeVisible();
  await expect(help.panel.getByRole('alert')).toHaveCount(0);
});

test('the signing key is reset and at the next request restricted articles leave the screen', async ({
  page,
  fragileWorld,
  police,
}) => {
  police.allow(/Failed to load resource.*401/);
  const { help, signIn } = await openProduct(page, fragileWorld);
  await signIn('Ada Lovelace');
  await help.open();
  await expect(help.row(/^Acme: your rollout/)).toBeVisible();
  const site = fragileWorld.site;

  const reset = await fragileWorld.rest('POST', '/api/v1/keys/reset', { site, door: 'freshdesk' });
  expect(reset.ok).toBe(true);
  await help.search('rollout');

  await expect(help.panel.getByRole('alert')).toContainText('Your session has ended');
  await expect(help.panel).not.toContainText(/Ada|Acme/);
  await expect(help.searchBox).toHaveValue('rollout');
});
