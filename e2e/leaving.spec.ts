import { expect, test } from './fixtures.ts';
import { bob, canaries, openProduct } from './product.ts';

const acmeFolder = /^Acme: your rollout/;
const globexFolder = /^Globex: data residency/;

test('Ada signs out with an article of Acme on the screen, and nothing restricted is left of it', async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource.*404/);
  const { help, signIn, signOut } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await help.row(acmeFolder).click();
  await help.row(/^Acme rollout plan/).click();
  await expect(help.panel).toContainText(canaries.acme);

  await signOut();

  await expect(help.title('How can we help?')).toBeVisible();
  await expect(help.panel).not.toContainText(/Ada|Acme|zephyrquartz|Your workspace/);
  await help.search(canaries.acme);
  await expect(help.panel).toContainText(`Nothing found for “${canaries.acme}”`);
});

test('a token that Ada signed out of is refused by the server, and so is the one it renewed', async ({
  page,
  world,
}) => {
  const { signIn, signOut } = await openProduct(page, world);
  const session = page.waitForRequest((request) => /\/session$/.test(request.url()));
  await signIn('Ada Lovelace');
  const token = (await (await session).headerValue('authorization'))?.replace('Bearer ', '') ?? '';
  const home = await (await session).response().then(() => world.ask('/home?locale=en', token));
  expect(home.status).toBe(200);

  const ended = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await signOut();
  await ended;

  const refused = await world.ask('/home?locale=en', token);
  expect(refused.status).toBe(401);
  expect(await refused.json()).toMatchObject({ code: 'session_ended' });
});

test('Bob signs in after Ada in the same page and nothing of hers is left', async ({
  page,
  world,
}) => {
  const { help, signIn, signOut } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await help.search('rollout');
  await expect(help.row(/^Acme rollout plan/)).toBeVisible();
  await signOut();

  await signIn('Bob Stone');

  await expect(help.title(/Hello Bob Stone/)).toBeVisible();
  await expect(help.searchBox).toHaveValue('');
  await expect(help.row(globexFolder)).toBeVisible();
  await expect(help.panel).not.toContainText(/Ada|Acme/);
  await help.search('rollout');
  await expect(help.panel.getByRole('status')).toHaveText(/result|Nothing found/);
  await expect(help.row(/Acme/)).toHaveCount(0);
});

test('Bob takes over without a sign-out of Ada, and nothing of hers is left', async ({
  page,
  world,
}) => {
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await help.row(acmeFolder).click();
  await expect(help.row(/^Acme rollout plan/)).toBeVisible();
  const token = world.token(bob);

  await page.evaluate((newer) => window.Porchlight.authenticate(newer), token);

  await expect(help.title(/Hello Bob Stone/)).toBeVisible();
  await expect(help.row(globexFolder)).toBeVisible();
  await expect(help.panel).not.toContainText(/Ada|Acme/);
});

test('Ada signs out in one tab and her other tab is signed out too', async ({
  context,
  page,
  world,
}) => {
  const first = await openProduct(page, world);
  await first.signIn('Ada Lovelace');
  const page2 = await context.newPage();
  const second = await openProduct(page2, world);
  await second.help.open();
  await expect(second.help.title(/Hello Ada Lovelace/)).toBeVisible();

  await first.signOut();

  await expect(second.help.title(/Hello/)).toHaveCount(0);
  await expect(second.help.row(/^Getting started/)).toBeVisible();
  await expect(second.help.panel).not.toContainText(/Ada|Acme/);
});

test('somebody else in another tab stays signed in when Ada signs out', async ({
  context,
  page,
  world,
}) => {
  const first = await openProduct(page, world);
  await first.signIn('Ada Lovelace');
  const page2 = await context.newPage();
  const second = await openProduct(page2, world);
  const token = world.token(bob);
  await page2.evaluate((newer) => window.Porchlight.authenticate(newer), token);
  await second.help.open();
  await expect(second.help.title(/Hello Bob Stone/)).toBeVisible();

  const ended = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await first.signOut();
  await ended;

  await expect(second.help.title(/Hello Bob Stone/)).toBeVisible();
  expect(await page2.evaluate(() => window.Porchlight.status().reader?.email)).toBe(
    'bob@globex.example',
  );
});
