import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectLoaded, hear } from './help.ts';
import { canaries, openProduct } from './product.ts';
import type { World } from './world.ts';

const minute = 60_000;
const hour = 60 * minute;

/**
 * The computer sleeps: its date and the server's go on, no timer of the page rings. The page's first: were the
 * server ahead, it could tell the page of an end that lies in its future, and the page renew before it sleeps.
 */
async function sleep(world: World, page: Page, milliseconds: number): Promise<void> {
  const now = await page.evaluate(() => Date.now());
  await page.clock.setSystemTime(now + milliseconds);
  world.skip(milliseconds);
}

/** Every request that a page makes of the help server, and of its own for a token. */
function countRequests(page: Page): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (/\/api\/widget\/|token$/.test(pathname)) asked.push(`${request.method()} ${pathname}`);
  });
  return asked;
}

test('a laptop sleeps for three hours with an article open: one renewal, a handful of requests, and the article is there', async ({
  page,
  world,
}) => {
  await page.clock.install();
  const heard = await hear(page);
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await help.search(canaries.acme);
  await help.row(/^Acme rollout plan/).click();
  await expect(help.panel.locator('article')).toContainText(canaries.acme);
  // Its link would be too old after the night.
  await expectLoaded(help.panel.locator('article img').first());
  const asked = countRequests(page);

  await sleep(world, page, 3 * hour);
  await page.evaluate(() => {
    window.dispatchEvent(new Event('online'));
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect.poll(() => heard('authenticated')).toBe(2);
  await expect(help.panel.locator('article')).toContainText(canaries.acme);
  await page.clock.runFor(10_000);

  expect(await heard('expired')).toBe(1);
  expect(
    asked.filter((what) => what.includes('token')),
    asked.join('\n'),
  ).toHaveLength(1);
  expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(5);
  await help.panel.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(help.searchBox).toHaveValue(canaries.acme);
});

test('a frozen tab renews within a minute of being thawed', async ({ page, world }) => {
  await page.clock.install();
  const heard = await hear(page);
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await expect(help.row(/^Acme: your rollout/)).toBeVisible();
  const asked = countRequests(page);
  const devtools = await page.context().newCDPSession(page);

  await devtools.send('Page.setWebLifecycleState', { state: 'frozen' });
  await sleep(world, page, 110 * minute);
  await devtools.send('Page.setWebLifecycleState', { state: 'active' });
  await page.clock.runFor(minute);

  await expect.poll(() => heard('renewed')).toBe(1);
  await expect(help.row(/^Acme: your rollout/)).toBeVisible();
  expect(await heard('expired')).toBe(0);
  expect(asked.filter((what) => !what.endsWith('/events'))).toHaveLength(2);
});

test('ten tabs wake together: each renews once, and one sign-out signs out all of them', async ({
  context,
  world,
}) => {
  await context.clock.install();
  const tabs: { page: Page; heard: (name: string) => Promise<number>; asked: string[] }[] = [];
  for (let count = 0; count < 10; count++) {
    const page = await context.newPage();
    const heard = await hear(page);
    await page.goto(`${world.hosts}/freshdesk-classic?early=ada`);
    await expect.poll(() => heard('authenticated')).toBe(1);
    tabs.push({ page, heard, asked: countRequests(page) });
  }
  world.skip(110 * minute);
  await context.clock.setSystemTime(Date.now() + 110 * minute);
  await Promise.all(
    tabs.map(({ page }) => page.evaluate(() => window.dispatchEvent(new Event('online')))),
  );
  for (const { heard, asked } of tabs) {
    await expect.poll(() => heard('renewed')).toBe(1);
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(3);
  }

  await tabs[0]?.page.evaluate(() => window.Porchlight.logout());

  for (const { page, heard } of tabs) {
    await expect.poll(() => heard('logout')).toBe(1);
    expect(await page.evaluate(() => window.Porchlight.status().reader)).toBe(null);
  }
});
