import { signByHand } from '../server/tokens/sign-by-hand.ts';
import { expect, test } from './fixtures.ts';
import { hear } from './help.ts';
import { canaries, openProduct } from './product.ts';

test("Ada's sessions are revoked while she reads: her company's article leaves the screen, and she is renewed as somebody new", async ({
  page,
  fragileWorld: world,
  police,
}) => {
  police.allow(/Failed to load resource.*40[14]/);
  const heard = await hear(page);
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await help.search(canaries.acme);
  await help.row(/^Acme rollout plan/).click();
  await expect(help.panel.locator('article')).toContainText(canaries.acme);

  const answer = await world.rest('POST', '/api/v1/sessions/revoke', {
    reader: 'ada@acme.example',
  });

  expect(await answer.json()).toEqual({ ended: 1 });
  await expect.poll(() => heard('expired')).toBe(1);
  await expect.poll(() => heard('authenticated')).toBe(2);
});

test('a folder that is closed to Ada while she reads in it is gone without a touch', async ({
  page,
  fragileWorld: world,
  police,
}) => {
  police.allow(/Failed to load resource.*404/);
  const { help, signIn } = await openProduct(page, world);
  await signIn('Ada Lovelace');
  await help.open();
  await help.search(canaries.acme);
  await help.row(/^Acme rollout plan/).click();
  await expect(help.panel.locator('article')).toContainText(canaries.acme);
  const id = await world.articleCalled('Acme rollout plan: 1,200 people in four waves');
  const article = await (await world.rest('GET', `/api/v2/solutions/articles/${id}`)).json();
  const folder = `/api/v2/solutions/folders/${article.folder_id}`;
  const before = await (await world.rest('GET', folder)).json();

  await world.rest('PUT', folder, { visibility: 3 });

  await expect(help.panel).toContainText('This article is not here');
  await expect(help.panel).not.toContainText(canaries.acme);
  await world.rest('PUT', folder, { visibility: 4, company_ids: before.company_ids });
});

test("an open page of the site is emptied and asked for anew when its reader's session ends; what somebody is writing stays", async ({
  context,
  page,
  fragileWorld: world,
  police,
}) => {
  police.allow(/Failed to load resource.*401/);
  const doors = { helpkit: { loginUrl: `${world.northwind}/login` } };
  await world.rest('PUT', `/api/v1/sites/${world.site}`, { accessMode: 'doors', doors });
  const made = await world.rest('POST', '/api/v1/keys', { site: world.site, door: 'helpkit' });
  const { secret } = await made.json();
  const exp = Math.floor(Date.now() / 1_000) + 600;
  const token = signByHand(secret, { email: 'ada@acme.example', name: 'Ada Lovelace', exp });
  const id = await world.articleCalled('Acme rollout plan: 1,200 people in four waves');
  await page.goto(`${world.help}/access?jwt_token=${token}&returnTo=/articles/${id}`);
  await expect(page.getByRole('article')).toContainText(canaries.acme);
  const writing = await context.newPage();
  await writing.goto(`${world.help}/contact`);
  await writing.getByRole('textbox', { name: 'Subject' }).fill('Half a sentence');
  await expect(writing.locator('.account')).toBeVisible();

  await world.rest('POST', '/api/v1/sessions/revoke', { reader: 'ada@acme.example' });

  await expect(page.locator('main.gate')).toBeVisible();
  await expect(page.locator('body')).not.toContainText(canaries.acme);
  await expect(writing.locator('.account')).toHaveCount(0);
  await expect(writing.getByRole('textbox', { name: 'Subject' })).toHaveValue('Half a sentence');
});
