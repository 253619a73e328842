import { hostPages } from '../examples/hosts/pages.ts';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';
import { ada } from './product.ts';

const home = /How can we help\?|Wie können wir helfen\?/;
const greeting = /H[ae]llo Ada Lovelace/;

for (const { name, note, drives, early } of hostPages.filter(({ kind }) => kind === 'install')) {
  const andSignsIn = drives ? ', and a token given to either global signs Ada in' : '';
  test(`on "${name}" (${note}) the widget appears once and opens at home${andSignsIn}`, async ({
    page,
    world,
    police,
  }) => {
    if (name === 'plain-array-queue') police.allow(/noSuchCommand/);
    await page.goto(`${world.hosts}/${name}`);
    const help = helpOn(page);
    await expect(help.launcher).toBeVisible();
    await help.open();

    await expect(help.title(home)).toBeVisible();
    for (const id of ['freshworks-container', 'launcher-frame', 'widget-frame']) {
      await expect(page.locator(`#${id}`)).toHaveCount(1);
    }
    expect(await page.evaluate(() => window.pageErrors)).toEqual([]);
    const globals = await page.evaluate(() => [
      typeof window.FreshworksWidget,
      typeof window.Porchlight,
    ]);
    expect(globals).toEqual(drives ? ['function', 'function'] : ['undefined', 'undefined']);
    if (!drives) return;

    police.allow(/authenticate: no callback/);
    const answer = await page.evaluate(
      (token) => [window.FreshworksWidget('authenticate', { token })],
      world.token(ada),
    );
    expect(answer).toEqual([undefined]);
    await expect(help.title(greeting)).toBeVisible();
    await page.evaluate((token) => window.Porchlight.authenticate(token), world.token(ada));
    expect(await page.evaluate(() => window.Porchlight.status().reader)).toEqual(ada);
  });

  if (drives && early) {
    test(`on "${name}" a sign-in from before the widget had loaded takes effect`, async ({
      page,
      world,
      police,
    }) => {
      if (name === 'plain-array-queue') police.allow(/noSuchCommand/);
      await page.goto(`${world.hosts}/${name}?early=ada`);
      const help = helpOn(page);
      await help.open();

      await expect(help.title(greeting)).toBeVisible();
      expect(await page.evaluate(() => window.pageErrors)).toEqual([]);
    });
  }
}

test('a script that is added again and again leaves one widget, and it still opens', async ({
  page,
  world,
}) => {
  await page.goto(`${world.hosts}/added-twice`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();

  await page.evaluate(async () => {
    const { addHelp } = window as unknown as { addHelp(): Promise<void> };
    for (let turn = 0; turn < 5; turn++) await addHelp();
  });

  await expect(page.locator('#freshworks-container')).toHaveCount(1);
  await help.open();
  await expect(help.title(home)).toBeVisible();
});

test('the page swaps its body, as Turbo does, and the open panel stays with its reader', async ({
  page,
  world,
}) => {
  await page.goto(`${world.hosts}/turbo?early=ada`);
  const help = helpOn(page);
  await help.open();
  await expect(help.title(greeting)).toBeVisible();

  await page.evaluate(() => {
    const { visit } = window as unknown as { visit(title: string): void };
    visit('Invoices');
  });

  await expect(page.getByRole('heading', { name: 'Invoices' })).toBeVisible();
  await expect(help.title(greeting)).toBeVisible();
  await expect(page.locator('#freshworks-container')).toHaveCount(1);
});

test('an AMD loader on the page is left alone', async ({ page, world }) => {
  await page.goto(`${world.hosts}/requirejs`);
  await expect(helpOn(page).launcher).toBeVisible();

  const defined = await page.evaluate(
    () => (window as unknown as { defined: unknown[] }).defined.length,
  );

  expect(defined).toBe(0);
});
