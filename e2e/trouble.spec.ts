import type { Page, Route } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { type Help, hear, helpOn } from './help.ts';
import { ada } from './product.ts';

const answers: { what: string; answer: (route: Route) => Promise<void> }[] = [
  { what: 'says 500', answer: (route) => answer(route, 500, '{"code":"internal"}') },
  { what: 'says 503', answer: (route) => answer(route, 503, '{"code":"store_busy"}') },
  { what: 'is a page of a proxy', answer: (route) => answer(route, 200, '<html>Welcome</html>') },
  { what: 'breaks off in the middle', answer: (route) => answer(route, 200, '{"categories":[{') },
  { what: 'is JSON of another kind', answer: (route) => answer(route, 200, '{"ok":true}') },
  { what: 'is null', answer: (route) => answer(route, 200, 'null') },
  { what: 'cannot be reached', answer: (route) => route.abort('connectionrefused') },
];

for (const { what, answer: give } of answers) {
  test(`the server's answer ${what}: help says so, offers to try again, and does`, async ({
    page,
    world,
    police,
  }) => {
    police.allow(/Failed to load resource/);
    await page.route('**/api/widget/**', give);
    const help = await plainPage(page, world.hosts);
    await help.open();
    const again = help.panel.getByRole('button', { name: 'Try again' });
    await expect(again).toBeVisible();

    await page.unroute('**/api/widget/**');
    await again.click();

    await expect(help.row(/^Getting started/)).toBeVisible();
    expect(await page.evaluate(() => window.pageErrors)).toEqual([]);
  });

  test(`a search whose answer ${what} keeps the words and offers to try again`, async ({
    page,
    world,
    police,
  }) => {
    police.allow(/Failed to load resource/);
    const help = await plainPage(page, world.hosts);
    await help.open();
    await expect(help.row(/^Getting started/)).toBeVisible();
    await page.route('**/search?**', give);
    await help.search('glossary');
    const again = help.panel.getByRole('button', { name: 'Try again' });
    await expect(again).toBeVisible();
    await expect(help.searchBox).toHaveValue('glossary');

    await page.unroute('**/search?**');
    await again.click();

    await expect(help.row(/^Glossary/)).toBeVisible();
  });
}

/** What is loaded where help is the first thing that is asked for, and where the page has said something before. */
const chunks = [
  { part: 'whole', isPrefilled: false },
  { part: 'mount', isPrefilled: true },
];
for (const { part, isPrefilled } of chunks) {
  test(`the chunk "${part}" cannot be loaded: the page is told, and the next press tries again`, async ({
    page,
    world,
    police,
  }) => {
    police.allow(/Failed to load resource|Failed to fetch/);
    const heard = await hear(page);
    await page.route(`**/widgets/*/${part}.js`, (route) => route.abort());
    const help = await plainPage(page, world.hosts);
    if (isPrefilled) {
      await page.evaluate(() => {
        window.FreshworksWidget('prefill', 'ticketForm', { subject: 'Invoices' });
      });
    }
    await help.launcher.click();
    await expect.poll(() => heard('error')).toBeGreaterThan(0);
    await expect(help.panel).toHaveCount(0);
    expect(await page.evaluate(() => window.pageErrors)).toEqual([]);

    await page.unroute(`**/widgets/*/${part}.js`);
    await help.open();

    await expect(help.row(/^Getting started/)).toBeVisible();
  });
}

test('the server is away while Ada signs in: help stays usable, and she is signed in once it is back', async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource|authenticate: no callback/);
  await page.clock.install();
  await page.route('**/session', (route) => route.abort());
  const help = await plainPage(page, world.hosts);
  await page.evaluate((token) => {
    window.FreshworksWidget('authenticate', { token });
  }, world.token(ada));
  await help.open();
  await expect(help.row(/^Getting started/)).toBeVisible();

  await page.unroute('**/session');
  await page.clock.fastForward(60_000);

  await expect(help.title(/Hello Ada Lovelace/)).toBeVisible();
});

test('a refused token leaves an anonymous reader and a code that the page can read', async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource.*401|authenticate: no callback/);
  const help = await plainPage(page, world.hosts);
  const [header, payload] = world.token(ada).split('.');
  const code = await page.evaluate(
    (token) =>
      window.Porchlight.authenticate(token).then(
        () => 'accepted',
        (error) => error.code,
      ),
    `${header}.${payload}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA`,
  );
  await help.open();

  expect(code).toBe('signature_invalid');
  await expect(help.row(/^Getting started/)).toBeVisible();
  await expect(help.title(/Hello/)).toHaveCount(0);
});

async function plainPage(page: Page, hosts: string): Promise<Help> {
  await page.goto(`${hosts}/freshdesk-classic`);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  return help;
}

async function answer(route: Route, status: number, body: string): Promise<void> {
  const origin = route.request().headers()['origin'] ?? '*';
  await route.fulfill({ status, body, headers: { 'Access-Control-Allow-Origin': origin } });
}
