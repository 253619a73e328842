import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expectNoViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { contactFormIn, grace } from './form.ts';
import { helpOn } from './help.ts';
import { expectDrawnIcons, expectSoundLayout, expectStill, expectVisibleFocus } from './layout.ts';
import type { World } from './world.ts';

// The checker is a script that a strict page would refuse.
test.use({ bypassCSP: true });

interface Look {
  locale: string;
  direction: 'ltr' | 'rtl';
  viewport: { width: number; height: number };
  forced?: boolean;
  reduced?: boolean;
}

const desktop = { width: 1280, height: 800 };
const looks: Record<string, Look> = {
  'forced colours': { locale: 'en', direction: 'ltr', viewport: desktop, forced: true },
  // 1280 x 1024 at 400 %.
  'the zoom of 400 %, without motion': {
    ...{ locale: 'en', direction: 'ltr', viewport: { width: 320, height: 256 }, reduced: true },
  },
  'Arabic, from right to left': { locale: 'ar', direction: 'rtl', viewport: desktop },
  'Arabic on a phone': { locale: 'ar', direction: 'rtl', viewport: { width: 390, height: 844 } },
};

const textsOf = (locale: string) =>
  JSON.parse(
    readFileSync(new URL(`../widget/text/locales/${locale}.json`, import.meta.url), 'utf8'),
  );

for (const [name, look] of Object.entries(looks)) {
  test(`in ${name} no screen is cut off or overlaps, and whoever comes by keyboard sees where`, async ({
    page,
    fragileWorld: world,
    police,
  }, testInfo) => {
    police.allow(/Failed to load resource/);
    const { locale, direction, viewport, forced, reduced } = look;
    await page.setViewportSize(viewport);
    await page.emulateMedia({
      forcedColors: forced ? 'active' : 'none',
      reducedMotion: reduced ? 'reduce' : 'no-preference',
    });
    const { panel, article, form: texts } = textsOf(locale);
    const help = await plainPage(page, world, locale);
    const form = contactFormIn(help);
    const see = async (screen: string) => {
      await expectNoViolations(page, '#freshworks-container');
      await page.screenshot({ path: testInfo.outputPath(`${screen}.png`) });
      await test.step(screen, async () => {
        await expectSoundLayout(help.panel, viewport);
        await expectVisibleFocus(help.panel);
        await expectDrawnIcons(help.panel);
        if (reduced) await expectStill(help.panel);
      });
    };
    const target = await help.launcher.boundingBox();
    expect(target?.height).toBeGreaterThanOrEqual(44);
    expect(target?.width).toBeGreaterThanOrEqual(44);

    await help.open();
    await expect(help.panel).toHaveAttribute('dir', direction);
    await expect(help.row(/^Getting started/)).toBeVisible();
    await see('home');
    await help.row(/^Getting started/).click();
    await expect(help.row(/^Glossary/)).toBeVisible();
    await see('folder');
    await help.row(/^Glossary/).click();
    await expect(help.panel.locator('article')).toBeVisible();
    await help.panel.getByRole('button', { name: article.no, exact: true }).click();
    await expect(help.panel.getByRole('textbox')).toBeVisible();
    await see('article');
    await page.evaluate(() => window.Porchlight.search('dashboard'));
    await expect(help.row(/^Build your first dashboard/)).toBeVisible();
    await see('results');
    await help.search('xylophonewords');
    await expect(help.panel.getByRole('status')).toContainText('xylophonewords');
    await see('no-results');

    await page.evaluate(() => window.FreshworksWidget('open', 'ticketForm', { formId: 2 }));
    await form.field('cf_impact').waitFor();
    const send = help.panel.getByRole('button', { name: texts.send });
    await send.click();
    await expect(form.field('subject')).toHaveAttribute('aria-invalid', 'true');
    await see('faults');
    await form.fill({ name: grace.name, email: grace.email });
    await form.field('cf_impact').selectOption('all');
    await form.files.setInputFiles({
      ...{ name: `${'long '.repeat(20)}.txt`, mimeType: 'text/plain', buffer: Buffer.from('a') },
    });
    await see('form');
    await send.click();
    await expect(help.panel).toContainText(/PL-[0-9A-Z]{4}-[0-9A-Z]{2}/);
    await see('sent');

    await page.route('**/articles/**', (route) => route.abort());
    await page.evaluate((id) => void window.Porchlight.open('article', { id }).catch(() => {}), 1);
    await expect(help.panel.getByRole('button', { name: panel.retry })).toBeVisible();
    await see('offline');
    await page.unroute('**/articles/**');
    await page.evaluate(() => window.Porchlight.open('article', { id: 99_999 }));
    await expect(help.panel).toContainText(panel.gone);
    await see('gone');
  });
}

async function plainPage(page: Page, world: World, locale: string) {
  await world.rest('PUT', `/api/v1/sites/${world.site}`, { locales: ['de', 'ar'] });
  await page.goto(`${world.hosts}/own-tag`);
  await page.evaluate((code) => window.Porchlight.setLocale(code), locale);
  const help = helpOn(page);
  await expect(help.launcher).toBeVisible();
  return help;
}
