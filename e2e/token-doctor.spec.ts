import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { ada } from './product.ts';
import type { World } from './world.ts';

async function ask(page: Page, world: World, subject: string, key = world.apiKey): Promise<void> {
  await page.goto(`${world.help}/console`);
  await page.getByLabel('API key').fill(key);
  await page.getByLabel('Login token or reference').fill(subject);
  await page.getByRole('button', { name: 'Explain' }).click();
}

test('an agent pastes a good token and sees every rule pass, and nothing of the reader but a domain', async ({
  page,
  world,
}) => {
  await ask(page, world, world.token(ada));

  await expect(page.getByRole('heading', { name: 'The token is accepted' })).toBeVisible();
  await expect(page.locator('.rules .passed')).toHaveCount(await page.locator('.rules li').count());
  await expect(page.locator('#console')).not.toContainText(ada.name);
  await expect(page.getByText('a…@acme.example')).toBeVisible();
});

test('an agent asks by the reference of a refused sign-in and is told what to change', async ({
  page,
  world,
}) => {
  const refused = await world.ask('/home', `${world.token(ada).slice(0, -20)}AAAAAAAAAAAAAAAAAAAA`);
  const { requestId } = await refused.json();

  await ask(page, world, requestId);

  await expect(page.getByRole('heading', { name: /refused\s*signature_invalid/ })).toBeVisible();
  await expect(page.getByText('jwt.encode(claims, secret, algorithm="HS256")')).toBeVisible();
});

test('a wrong key is told, and what was entered stays', async ({ page, world, police }) => {
  police.allow(/Failed to load resource.*401/);
  await ask(page, world, 'a.b.c', 'no key of anybody');

  await expect(page.getByRole('alert')).toContainText('Check the key');
  await expect(page.getByLabel('Login token or reference')).toHaveValue('a.b.c');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme, bypassCSP: true, viewport: { width: 390, height: 844 } });

    test('the doctor breaks no rule of accessibility and fits a phone', async ({
      page,
      world,
      police,
    }) => {
      // Only without the page's policy does the browser look for an icon.
      police.allow(/favicon\.ico/);
      await ask(page, world, world.token({ ...ada, expiresIn: 7_200 }).replace('.', '..'));
      await expect(page.getByRole('heading', { name: /refused/ })).toBeVisible();

      await expectNoViolations(page);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(390);
    });
  });
}
