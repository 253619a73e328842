import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { helpOn } from './help.ts';
import { ada, canaries } from './product.ts';

/** Signs Ada in, as the page's own code would. */
async function signIn(page: Page, token: string): Promise<void> {
  await page.evaluate((given) => window.Porchlight.authenticate(given, () => given), token);
}

test('on a page with the strictest policy an article and help stand in the page itself', async ({
  page,
  world,
}) => {
  await page.goto(`${world.hosts}/packages/elements`);
  const article = page.locator('porchlight-article');
  const help = page.locator('porchlight-help');
  await expect(article.locator('.title')).toBeVisible();
  await expect(article.getByText('Read the article')).not.toBeVisible();
  expect(await article.getAttribute('class')).toBeNull();

  await help.getByRole('textbox').fill('glossary');
  await help.getByRole('button', { name: /^Glossary/ }).click();
  await expect(help.getByRole('heading', { level: 2, name: 'Glossary' })).toBeVisible();
  await expect(help.locator('.screen')).toBeFocused();
  await help.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(help.getByRole('button', { name: /^Glossary/ })).toBeFocused();

  const scrolls = await help
    .locator('.screen')
    .evaluate(({ scrollHeight, clientHeight }) => [scrollHeight, clientHeight]);
  expect(scrolls[0]).toBe(scrolls[1]);
  const { panel, title } = helpOn(page);
  await expect(panel).toHaveCount(0);

  // The same article in both: each link leads on where it stands.
  await page.evaluate(() => window.Porchlight.open('article', { id: 1 }));
  await panel.getByRole('link', { name: 'Build a dashboard' }).click();
  await expect(title('Build your first dashboard')).toBeVisible();
  await expect(article.locator('.title')).toHaveText('What Northwind does, in five minutes');
});

test('what stands in the page is the session of the widget, and is gone with the reader', async ({
  page,
  world,
  police,
}) => {
  police.allow(/status of 404/);
  const plan = await world.articleCalled('Acme rollout plan: 1,200 people in four waves');
  await page.goto(`${world.hosts}/packages/elements`);
  const article = page.locator('porchlight-article');
  await expect(article.locator('.title')).toBeVisible();
  await article.evaluate((element, id) => element.setAttribute('article', `${id}`), plan);
  await expect(article.locator('strong', { hasText: 'This article is not here' })).toBeVisible();

  await signIn(page, world.token(ada));
  await expect(article).toContainText(canaries.acme);
  await expect(page.locator('porchlight-help')).toContainText('Hello Ada Lovelace');
  await page.getByRole('heading', { level: 1 }).evaluate((heading) => {
    heading.tabIndex = -1;
    heading.focus();
  });

  const left = await page.evaluate(async (word) => {
    await window.Porchlight.logout();
    const elements = [...document.querySelectorAll('porchlight-article, porchlight-help')];
    return elements.map((element) => {
      const text = element.shadowRoot?.textContent ?? '';
      return text.includes(word) || text.includes('Ada Lovelace');
    });
  }, canaries.acme);
  expect(left).toEqual([false, false]);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('attributes are followed, faults are told once, and nothing is thrown at the page', async ({
  page,
  world,
  police,
}) => {
  police.allow(/porchlight-article>: the attribute "article" must be the number/);
  await page.goto(`${world.hosts}/packages/elements`);
  const article = page.locator('porchlight-article');
  const help = page.locator('porchlight-help');
  await expect(article.locator('.title')).toBeVisible();

  await article.evaluate((element) => {
    for (const value of ['seven', 'seven', '-1']) element.setAttribute('article', value);
  });
  await expect(article.getByText('Read the article')).toBeVisible();
  expect(police.messages()).toHaveLength(1);

  await help.evaluate((element) => element.setAttribute('mode', 'form'));
  await expect(help.getByRole('textbox', { name: /Subject/ })).toBeVisible();
  await help.getByRole('textbox', { name: /Subject/ }).fill('Typed before the move');
  await help.evaluate((element) => document.body.prepend(element));
  await expect(help.getByRole('textbox', { name: /Subject/ })).toHaveValue('Typed before the move');

  await page.evaluate(() => window.FreshworksWidget('destroy'));
  await expect(help.getByText('Help is on its way.')).toBeVisible();
  await page.evaluate(() => window.FreshworksWidget('boot'));
  await expect(help.getByRole('textbox', { name: /Subject/ })).toBeVisible();
});

test('the npm package brings both scripts, and elements of a bundled page work', async ({
  page,
  world,
}) => {
  await page.goto(`${world.hosts}/packages/load-elements`);
  const article = page.locator('porchlight-article');

  await expect(article.locator('.title')).toBeVisible();
  await expect(page.locator('output')).toHaveText('defined');
});
