import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { contactFormIn } from './form.ts';
import { type Help, helpOn } from './help.ts';

test('a reader without a mouse finds an article, reads it and comes back to the page', async ({
  page,
  world,
}) => {
  const { help, save } = await plainPage(page, world.hosts);
  await tabTo(page, help.launcher);
  await page.keyboard.press('Enter');
  await expect(help.searchBox).toBeFocused();

  await page.keyboard.type('dashboard');
  await expect(help.row(/^Build your first dashboard/)).toBeVisible();
  const results = help.panel.getByRole('listitem').getByRole('button');
  await page.keyboard.press('ArrowDown');
  await expect(results.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(results.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await expect(help.searchBox).toBeFocused();

  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(help.panel.locator('article')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(help.panel).toHaveCount(0);
  await expect(help.launcher).toBeFocused();

  await page.keyboard.press('Shift+Tab');
  await expect(save).toBeFocused();
});

test('Enter in the search box opens the first result', async ({ page, world }) => {
  const { help } = await plainPage(page, world.hosts);
  await help.open();
  await page.keyboard.type('glossary');
  await expect(help.row(/^Glossary/)).toBeVisible();

  await page.keyboard.press('Enter');

  await expect(help.title('Glossary')).toBeVisible();
});

test('going back puts the focus on the row that the reader came from', async ({ page, world }) => {
  const { help } = await plainPage(page, world.hosts);
  await help.open();
  await help.row(/^Getting started/).click();
  await tabTo(page, help.row(/^Glossary/));
  await page.keyboard.press('Enter');
  await expect(help.title('Glossary')).toBeVisible();

  await tabTo(page, help.panel.getByRole('button', { name: 'Back', exact: true }), 'Shift+Tab');
  await page.keyboard.press('Enter');

  await expect(help.row(/^Glossary/)).toBeFocused();
});

test('keys typed into help are not short cuts of the page', async ({ page, world }) => {
  const { help } = await plainPage(page, world.hosts);
  await page.evaluate(() => {
    addEventListener('keydown', ({ key }) => window.pageErrors.push(`the page took ${key}`));
  });
  await help.open();

  await page.keyboard.type('gs');

  await expect(help.searchBox).toHaveValue('gs');
  expect(await page.evaluate(() => window.pageErrors)).toEqual([]);
});

test('Tab leaves the open panel for the page, whose fields still work', async ({ page, world }) => {
  const { help } = await plainPage(page, world.hosts);
  await help.open();

  const order = page.getByRole('textbox', { name: 'Order number' });
  await tabTo(page, order, 'Shift+Tab');
  await page.keyboard.type('NW-7');

  await expect(order).toHaveValue('NW-7');
  await expect(help.panel).toBeVisible();
});

test('a ticket is written and sent without a pointer, and the focus is on the answer', async ({
  page,
  world,
}) => {
  const { help } = await plainPage(page, world.hosts);
  const form = contactFormIn(help);
  await tabTo(page, help.launcher);
  await page.keyboard.press('Space');
  await expect(help.row(/^Getting started/)).toBeVisible();
  await tabTo(page, help.panel.getByRole('button', { name: 'Contact us' }));
  await page.keyboard.press('Enter');
  await expect(form.field('subject')).toBeVisible();
  for (const [name, words] of Object.entries({
    ...{ name: 'Grace Hopper', email: 'grace@navy.example' },
    ...{ subject: 'By keyboard alone', description: 'All of it.' },
  })) {
    await tabTo(page, form.field(name));
    await page.keyboard.type(words);
  }
  await tabTo(page, form.send);
  await page.keyboard.press('Enter');

  await expect(form.sent).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(help.launcher).toBeFocused();
});

async function plainPage(page: Page, hosts: string): Promise<{ help: Help; save: Locator }> {
  await page.goto(`${hosts}/freshdesk-classic`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  return { help, save: page.getByRole('button', { name: 'Save' }) };
}

/** Presses Tab until the focus is there; gives up after more stops than there are. */
async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element.matches(':focus'))) return;
  }
  await expect(target).toBeFocused();
}
