import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';

test('the npm loader loads once, when it is asked, in the language that it was given', async ({
  page,
  world,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith(`/widgets/${world.widget}.js`)) scripts.push(request.url());
  });
  await page.goto(`${world.hosts}/packages/load`);
  await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
  expect(scripts).toEqual([]);

  const ask = page.getByRole('button', { name: 'Help with this order' });
  await ask.press('Enter');
  await ask.press('Enter');

  await expect(page.locator('output')).toHaveText('de');
  await expect(helpOn(page).panel).toBeVisible();
  expect(scripts).toHaveLength(1);
});

test('a script that is blocked is told by its code, and the next call tries again', async ({
  page,
  world,
  police,
}) => {
  police.allow(/ERR_FAILED/);
  await page.route(`**/widgets/${world.widget}.js`, (route) => route.abort());
  await page.goto(`${world.hosts}/packages/load`);
  const ask = page.getByRole('button', { name: 'Help with this order' });
  await ask.press('Enter');
  await expect(page.locator('output')).toHaveText('script_unavailable');

  await page.unroute(`**/widgets/${world.widget}.js`);
  await ask.press('Enter');

  await expect(page.locator('output')).toHaveText('de');
});

test('in React, under StrictMode, one widget follows sign-in, sign-out and leaving', async ({
  page,
  world,
}) => {
  await page.goto(`${world.hosts}/packages/react`);
  const help = helpOn(page);
  await expect(help.launcher).toHaveCount(1);

  await page.getByRole('button', { name: 'Sign in' }).press('Enter');
  await page.getByRole('button', { name: 'Help with this order' }).press('Enter');
  await expect(help.title(/Hello Ada Lovelace/)).toBeVisible();

  await page.getByRole('button', { name: 'Sign out' }).press('Enter');
  await expect(help.title('How can we help?')).toBeVisible();
  expect(await page.evaluate(() => window.Porchlight.status().reader)).toBeNull();

  await page.getByRole('button', { name: 'Leave the page' }).press('Enter');
  await expect(page.locator('#freshworks-container')).toHaveCount(0);
  await page.getByRole('button', { name: 'Come back' }).press('Enter');
  await expect(page.locator('#freshworks-container')).toHaveCount(1);
});
