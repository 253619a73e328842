import type { Page, TestInfo } from '@playwright/test';
import { z } from 'zod';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { expectSoundPage, expectStill, expectVisibleFocus } from './layout.ts';
import type { World } from './world.ts';

// The checker is a script that the pages' policy would refuse.
test.use({ bypassCSP: true });

interface Look {
  front: '' | '/ar';
  viewport: { width: number; height: number };
  colorScheme?: 'light' | 'dark';
  forced?: boolean;
  reduced?: boolean;
}

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const looks: Record<string, Look> = {
  'forced colours': { front: '', viewport: desktop, forced: true },
  // 1280 x 1024 at 400 %.
  'the zoom of 400 %, without motion': {
    ...{ front: '', viewport: { width: 320, height: 256 }, reduced: true },
  },
  'Arabic, from right to left': { front: '/ar', viewport: desktop },
  'Arabic on a phone, dark': { front: '/ar', viewport: phone, colorScheme: 'dark' },
  'dark on a phone': { front: '', viewport: phone, colorScheme: 'dark' },
};

for (const [name, look] of Object.entries(looks)) {
  test(`in ${name} no page of the site and no gate is cut off or overlaps, and whoever comes by keyboard sees where`, async ({
    page,
    fragileWorld: world,
    police,
  }, testInfo) => {
    police.allow(/Failed to load resource/);
    await page.setViewportSize(look.viewport);
    await page.emulateMedia({
      colorScheme: look.colorScheme ?? 'light',
      forcedColors: look.forced ? 'active' : 'none',
      reducedMotion: look.reduced ? 'reduce' : 'no-preference',
    });
    await setSite(world, { locales: ['de', 'ar'] });
    const see = (screen: string, path: string) =>
      test.step(screen, () =>
        expectSound(page, testInfo, look, screen, world.help + look.front + path),
      );

    const article = await world.articleCalled('Connect your first data source');
    await see('home', '/');
    await see('folder', '/folders/2');
    await see('article', `/articles/${article}`);
    await see('table', `/articles/${await world.articleCalled('Glossary')}`);
    await see('voted', `/articles/${article}?voted=no`);
    await see('results', '/search?q=dashboard');
    await see('contact', '/contact');
    await see('missing', '/articles/99999');

    await setSite(world, { doors: mintlify });
    const folder = await folderOf(world, article);
    await world.rest('PUT', `/api/v2/solutions/folders/${folder}`, {
      ...{ visibility: 2, signed_out: 'locked' },
    });
    await see('locked', `/articles/${article}`);

    await setSite(world, { accessMode: 'doors' });
    await see('gate', `/articles/${article}`);
    await see('refused', '/login/refused?code=token_expired&to=/search');
    await setSite(world, { accessMode: 'password', password: 'a word to come in' });
    await see('password', '/');
    await setSite(world, { accessMode: 'email', readers: ['ada@acme.example'] });
    await see('email', '/');
    await see('link', '/login/link');
  });
}

const mintlify = {
  mintlify: {
    loginUrls: [
      { name: 'Northwind Analytics', url: 'https://one.example/' },
      { name: 'a company with a name that does not end', url: 'https://two.example/' },
    ],
  },
};

async function setSite(world: World, change: object): Promise<void> {
  const answer = await world.rest('PUT', `/api/v1/sites/${world.site}`, change);
  expect(answer.status, await answer.text()).toBe(200);
}

async function folderOf(world: World, article: number): Promise<number> {
  const answer = await world.rest('GET', `/api/v2/solutions/articles/${article}`);
  return z.object({ folder_id: z.number() }).parse(await answer.json()).folder_id;
}

async function expectSound(
  page: Page,
  testInfo: TestInfo,
  look: Look,
  screen: string,
  address: string,
): Promise<void> {
  await page.goto(address);
  for (const image of await page.locator('main img').all()) {
    await image.scrollIntoViewIfNeeded();
    await expect(image).toHaveJSProperty('complete', true);
  }
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: testInfo.outputPath(`${screen}.png`) });
  await expect(page.locator('html')).toHaveAttribute('dir', look.front === '' ? 'ltr' : 'rtl');
  await expectNoViolations(page);
  await expectSoundPage(page);
  await expectVisibleFocus(page.locator('body'));
  if (look.reduced) await expectStill(page.locator('body'));
}
