import { expect, test } from './fixtures.ts';
import { expectLoaded } from './help.ts';
import { canaries, openProduct } from './product.ts';

const acmeFolder = /^Acme: your rollout/;
const globexFolder = /^Globex: data residency/;
const workspaceFolder = /^Your workspace/;

test('somebody who has not signed in reads public articles and sees no other folder', async ({
  page,
  world,
}) => {
  const { help } = await openProduct(page, world);
  await help.open();
  await expect(help.title('How can we help?')).toBeVisible();
  await expect(help.row(workspaceFolder)).toHaveCount(0);
  await expect(help.row(acmeFolder)).toHaveCount(0);

  await help.row(/^Getting started/).click();
  await help.row(/^Build your first dashboard/).click();

  await expect(help.title('Build your first dashboard')).toBeVisible();
  await expect(help.panel.locator('article')).toContainText('Getting started');
});

test('Ada of Acme signs in to the product and is greeted by name, with folders of her company', async ({
  page,
  world,
}) => {
  const product = await openProduct(page, world);
  await product.signIn('Ada Lovelace');
  await product.help.open();

  await expect(product.help.title(/Hello Ada Lovelace/)).toBeVisible();
  await expect(product.help.row(workspaceFolder)).toBeVisible();
  await expect(product.help.row(acmeFolder)).toBeVisible();
  await expect(product.help.row(globexFolder)).toHaveCount(0);
});

test('Chloé of Initech signs in and help speaks German, with the folder of her group', async ({
  page,
  world,
}) => {
  const { help, signIn } = await openProduct(page, world);
  await signIn('Chloé Weber');
  await help.open();

  await expect(help.title(/Hallo Chloé Weber/)).toBeVisible();
  await expect(help.row(/^Betaprogramm/)).toBeVisible();
  await help.search('marblefinch');
  await expect(help.row(/Beta/).first()).toBeVisible();
});

test("Ada's token is in no cookie, no storage and no address", async ({ context, page, world }) => {
  const addresses: string[] = [];
  let token = '';
  page.on('request', (request) => {
    addresses.push(request.url());
    token ||= request.headers()['authorization']?.replace('Bearer ', '') ?? '';
  });
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await expect(help.title(/Hello Ada Lovelace/)).toBeVisible();

  const { cookies, origins } = await context.storageState({ indexedDB: true });
  const [, payload = ''] = token.split('.');
  expect(payload).not.toBe('');
  expect(cookies.map(({ name }) => name)).toEqual(['northwind_session']);
  expect(origins).toEqual([]);
  expect(addresses.filter((address) => address.includes(payload))).toEqual([]);
});

test('Ada finds an article of her company by a word that stands only there', async ({
  page,
  world,
}) => {
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await help.search(canaries.acme);

  await help.row(/^Acme rollout plan/).click();

  await expect(help.panel.locator('article')).toContainText(`goes by the name of ${canaries.acme}`);
  await expectLoaded(help.panel.getByRole('img', { name: /^Timeline of the rollout/ }));
});

test("Ada does not find Globex's article by its exact title or by a word that stands only there", async ({
  page,
  world,
}) => {
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();

  for (const word of [canaries.globex, canaries.agents, canaries.bots]) {
    await help.search(word);
    await expect(help.panel).toContainText(`Nothing found for “${word}”`);
  }

  await help.search("Where Globex's data lives");
  await expect(help.panel.getByRole('status')).toHaveText(/result|Nothing found/);
  await expect(help.row(/Globex's data lives/)).toHaveCount(0);
  await expect(help.row(/Globex: data residency/)).toHaveCount(0);
});

test("Ada opens Globex's article by its id and is told that it is not here", async ({
  page,
  world,
  police,
}) => {
  police.allow(/Failed to load resource.*404/);
  const { help, signIn } = await openProduct(page, world);
  const id = await world.articleCalled("Where Globex's data lives");
  await signIn('Ada Lovelace');

  await page.evaluate((article) => window.FreshworksWidget('open', 'article', { id: article }), id);

  await expect(help.panel).toContainText('This article is not here');
  await expect(help.panel).not.toContainText('Globex');
});
