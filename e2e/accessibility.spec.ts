import { expectNoViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { openProduct } from './product.ts';

// The checker brings its own script and styles, which a strict page would refuse.
test.use({ bypassCSP: true });

const phone = { width: 390, height: 844 };
const looks = [
  { look: 'light', colorScheme: 'light', viewport: { width: 1280, height: 800 } },
  { look: 'dark', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { look: 'light on a phone', colorScheme: 'light', viewport: phone },
  { look: 'dark on a phone', colorScheme: 'dark', viewport: phone },
] as const;

for (const { look, colorScheme, viewport } of looks) {
  test.describe(`in ${look}`, () => {
    test.use({ colorScheme, viewport });

    test('the launcher and every screen that a signed-in reader walks through break no rule', async ({
      page,
      world,
    }) => {
      const { help, signIn } = await openProduct(page, world);
      await signIn('Ada Lovelace');
      await expectNoViolations(page);

      await help.open();
      await expect(help.row(/^Acme: your rollout/)).toBeVisible();
      await expectNoViolations(page);

      await help.row(/^Dashboards and reports/).click();
      await expect(help.row(/^Sharing/)).toBeVisible();
      await expectNoViolations(page);

      await help.row(/^Formulas/).click();
      await expect(help.panel.locator('article')).toContainText('Was this helpful?');
      await expectNoViolations(page);

      await help.panel.getByRole('button', { name: 'No', exact: true }).click();
      await expect(help.panel.getByRole('textbox')).toBeVisible();
      await expectNoViolations(page);
    });

    test('results, no results and failures break no rule', async ({ page, world, police }) => {
      police.allow(/Failed to load resource/);
      const { help, signIn } = await openProduct(page, world);
      await signIn('Ada Lovelace');
      await help.open();
      await help.search('dashboard');
      await expect(help.row(/^Build your first dashboard/)).toBeVisible();
      await expectNoViolations(page);

      await help.search('xylophonewords');
      await expect(help.panel).toContainText('Nothing found for');
      await expectNoViolations(page);

      await help.search('');
      await page.route('**/folders/**', (route) => route.abort());
      await help.row(/^Getting started/).click();
      await expect(help.panel.getByRole('button', { name: 'Try again' })).toBeVisible();
      await expectNoViolations(page);

      await page.evaluate(() => window.Porchlight.open('article', { id: 99_999 }));
      await expect(help.panel).toContainText('This article is not here');
      await expectNoViolations(page);
    });
  });
}
