import { type Browser, chromium, type Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { type Help, helpOn } from './help.ts';
import { type OwnPage, startOwnPage } from './own-page.ts';
import { ada, canaries } from './product.ts';
import type { World } from './world.ts';

/** A browser that keeps pages to go back to, as people's browsers do. Playwright's own are told not to. */
function startKeepingBrowser(): Promise<Browser> {
  const { launchOptions } = test.info().project.use;
  const ignoreDefaultArgs = ['--disable-back-forward-cache'];
  return chromium.launch({ ...launchOptions, ignoreDefaultArgs });
}

/**
 * A page, as any product has it, on which Ada is signed in and has found an article of her company. Pages that say
 * `no-store` are not kept by browsers, whatever is on them.
 */
async function openForAda(page: Page, own: OwnPage, world: World): Promise<Help> {
  own.serve(`<!doctype html><title>Orders</title>
    <script async src="${world.help}/widgets/${world.widget}.js"></script><h1>Orders</h1>`);
  await page.goto(own.url);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  await page.evaluate(
    (token) => window.Porchlight.authenticate(token, () => null),
    world.token(ada),
  );
  await help.open();
  await help.search(canaries.acme);
  await expect(help.row(/^Acme rollout plan/)).toBeVisible();
  return help;
}

/** Goes on to another page and back. Playwright does not hear of a page that comes back without loading. */
async function goAndComeBack(page: Page, elsewhere: string, meanwhile = async () => {}) {
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => {
      document.title = persisted ? 'As it was' : 'Loaded anew';
    });
  });
  await page.goto(elsewhere);
  await expect(helpOn(page).launcher).toBeVisible();
  await meanwhile();
  await page.evaluate(() => history.back());
  await expect(page).toHaveTitle('As it was');
}

test('a page with help open and a reader signed in is kept by the browser, and help goes on where it was', async ({
  fragileWorld: world,
  police,
}) => {
  await using own = await startOwnPage(world, police);
  await using browser = await startKeepingBrowser();
  const page = await browser.newPage();
  const help = await openForAda(page, own, world);

  await goAndComeBack(page, `${world.hosts}/no-stub`);
  await expect(help.searchBox).toHaveValue(canaries.acme);
  await help.row(/^Acme rollout plan/).click();
  await expect(help.panel.locator('article')).toContainText(canaries.acme);
});

test('a session that was ended while its page was kept leaves nothing restricted when the reader comes back', async ({
  fragileWorld: world,
  police,
}) => {
  await using own = await startOwnPage(world, police);
  await using browser = await startKeepingBrowser();
  const page = await browser.newPage();
  const help = await openForAda(page, own, world);

  await goAndComeBack(page, `${world.hosts}/no-stub`, async () => {
    const answer = await world.rest('POST', '/api/v1/sessions/revoke', { reader: ada.email });
    expect(await answer.json()).toEqual({ ended: 1 });
  });
  await expect(help.row(/^Acme rollout plan/)).toHaveCount(0);
  expect(await page.evaluate(() => window.Porchlight.status().reader)).toBeNull();
});
