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
