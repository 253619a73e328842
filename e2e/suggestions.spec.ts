import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { type Help, helpOn } from './help.ts';

const onReports = 'Choosing the right chart';
const onSettings = 'Keyboard shortcuts';

test('a single-page app goes from address to address, and what is suggested goes with it', async ({
  page,
  world,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    if (/\/home\?/.test(request.url())) asked.push(request.url());
  });
  const help = await plainPage(page, world.hosts);
  await page.evaluate(() => history.pushState(null, '', '/reports/7?token=hush#hush'));
  await help.open();
  await expect(suggested(help)).toContainText(onReports);

  await page.evaluate(() => history.pushState(null, '', '/settings?token=hush'));
  await expect(suggested(help)).toContainText(onSettings);
  await page.evaluate(() => history.back());
  await expect(suggested(help)).toContainText(onReports);
  await page.evaluate(() => history.replaceState(null, '', '/settings/'));
  await expect(suggested(help)).toContainText(onSettings);
  // Neither a query nor a fragment is another page.
  await page.evaluate(() => {
    location.hash = 'hush';
    history.pushState(null, '', '?token=hush');
  });
  await expect(suggested(help)).toContainText(onSettings);

  expect(asked.length).toBeLessThanOrEqual(4);
  expect(asked.join()).not.toContain('hush');
  const patched = await page.evaluate(() =>
    ['pushState', 'replaceState'].filter((name) => Object.hasOwn(history, name)),
  );
  expect(patched).toEqual([]);
});

test('in a browser that does not tell of navigation, help looks at the address when it is opened', async ({
  page,
  world,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'navigation', { value: undefined });
  });
  const help = await plainPage(page, world.hosts);
  await page.evaluate(() => history.pushState(null, '', '/reports'));
  await help.open();
  await expect(suggested(help)).toContainText(onReports);
  await page.keyboard.press('Escape');

  await page.evaluate(() => history.pushState(null, '', '/settings'));
  await help.open();

  await expect(suggested(help)).toContainText(onSettings);
});

test('what the page suggests comes first, until it goes elsewhere', async ({ page, world }) => {
  const help = await plainPage(page, world.hosts);
  await help.open();
  await page.evaluate(() => window.Porchlight.suggest({ tags: ['keyboard'] }));
  await expect(suggested(help)).toContainText(onSettings);

  await page.evaluate(() => window.Porchlight.suggest({ url: '/reports?token=hush' }));
  await expect(suggested(help)).toContainText(onReports);

  await page.evaluate(() => history.pushState(null, '', '/settings'));
  await expect(suggested(help)).toContainText(onSettings);
});

/** The suggestion that stands first. */
function suggested(help: Help) {
  return help.panel.getByRole('list').first().getByRole('button').first();
}

async function plainPage(page: Page, hosts: string): Promise<Help> {
  await page.goto(`${hosts}/freshdesk-classic`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  return help;
}
