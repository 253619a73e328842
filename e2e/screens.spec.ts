import { expectNoViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { expectLoaded } from './help.ts';
import { expectSoundLayout } from './layout.ts';
import { openProduct } from './product.ts';

// The checker is a script that a strict page would refuse.
test.use({ bypassCSP: true });

const looks = [
  { look: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { look: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { look: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { look: 'phone-dark', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

for (const { look, colorScheme, viewport } of looks) {
  test.describe(() => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

    test(`every screen in ${look}: no rule is broken, nothing hangs over the edge, every target can be hit`, async ({
      page,
      world,
      police,
    }, testInfo) => {
      police.allow(/Failed to load resource/);
      const { help, signIn } = await openProduct(page, world);
      async function see(name: string) {
        await page.screenshot({ path: testInfo.outputPath(`${name}.png`) });
        if (await help.panel.isVisible()) await expectSoundLayout(help.panel, viewport);
        await expectNoViolations(page);
      }

      await see('closed');
      await help.open();
      await expect(help.row(/^Getting started/)).toBeVisible();
      await see('home-anonymous');
      await page.keyboard.press('Escape');

      await signIn('Ada Lovelace');
      await see('closed-ada');
      await help.open();
      await expect(help.row(/^Acme: your rollout/)).toBeVisible();
      await see('home-ada');

      await help.row(/^Dashboards and reports/).click();
      await expect(help.row(/^Sharing/)).toBeVisible();
      await see('folder');
      await help.panel.getByRole('button', { name: 'Back', exact: true }).click();

      await help.row(/^Acme: your rollout/).click();
      await help.row(/^Acme rollout plan/).click();
      await expectLoaded(help.panel.getByRole('img', { name: /^Timeline/ }));
      await help.panel.locator('.screen').evaluate((screen) => screen.scrollTo(0, 0));
      await see('article');
      const yes = help.panel.getByRole('button', { name: 'Yes', exact: true });
      await yes.click();
      await expect(help.panel).toContainText('Thank you for telling us.');
      await see('article-voted');
      await help.panel.getByRole('button', { name: 'No', exact: true }).click();
      await help.panel.getByRole('textbox').scrollIntoViewIfNeeded();
      await see('article-reason');

      await page.evaluate(() => window.Porchlight.search('api'));
      await help.row(/^Your first API call/).click();
      await help.panel.locator('pre').first().scrollIntoViewIfNeeded();
      await see('article-code');

      await page.evaluate(() => window.Porchlight.search('dashboard'));
      await expect(help.row(/^Build your first dashboard/)).toBeVisible();
      await see('results');
      await help.search('xylophonewords');
      await expect(help.panel).toContainText('Nothing found for');
      await see('no-results');
      await help.search('');

      await page.route('**/folders/**', (route) => route.abort());
      await help.row(/^Getting started/).click();
      await expect(help.panel.getByRole('button', { name: 'Try again' })).toBeVisible();
      await see('offline');
      await page.evaluate(() => window.Porchlight.open('article', { id: 99_999 }));
      await expect(help.panel).toContainText('This article is not here');
      await see('gone');
    });
  });
}
