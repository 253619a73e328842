import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import type { World } from './world.ts';

// The checker is a script that the pages' policy would refuse.
test.use({ bypassCSP: true });

const looks = [
  { look: 'light', colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { look: 'dark', colorScheme: 'dark', viewport: { width: 1024, height: 768 } },
  { look: 'light on a phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { look: 'dark on a phone', colorScheme: 'dark', viewport: { width: 320, height: 640 } },
] as const;

async function pagesOf(world: World): Promise<Record<string, string>> {
  const article = await world.articleCalled('Connect your first data source');
  const table = await world.articleCalled('Glossary');
  return {
    home: '/',
    'home-german': '/de',
    folder: '/folders/2',
    article: `/articles/${article}`,
    table: `/articles/${table}`,
    voted: `/articles/${article}?voted=no`,
    results: '/search?q=dashboard',
    'no-results': '/search?q=xylophonewords',
    'empty-search': '/search',
    contact: '/contact',
    sent: '/contact/sent?reference=PL-7K2F-9Q',
    missing: '/articles/99999',
  };
}

async function expectSound(page: Page, name: string): Promise<void> {
  await test.step(name, () => expectNoViolations(page));
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(over, `${name} hangs over the edge`).toBeLessThanOrEqual(0);
}

for (const { look, colorScheme, viewport } of looks) {
  test.describe(() => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

    test(`every page in ${look} breaks no rule and hangs over no edge`, async ({
      page,
      world,
      police,
    }, testInfo) => {
      police.allow(/Failed to load resource/);
      for (const [name, path] of Object.entries(await pagesOf(world))) {
        await page.goto(world.help + path);
        await page.screenshot({ path: testInfo.outputPath(`${name}.png`) });
        await expectSound(page, name);
      }
      await page.goto(world.help);
      await page.getByRole('searchbox').pressSequentially('data');
      await expect(page.locator('.found').getByRole('link').first()).toBeVisible();
      await page.screenshot({ path: testInfo.outputPath('typing.png') });
      await expectSound(page, 'typing');
    });
  });
}
