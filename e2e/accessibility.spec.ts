import { expectNoViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { openProduct } from './product.ts';

// The checker is a script that a strict page would refuse.
test.use({ bypassCSP: true });

test('a control without a name in launcher or panel does not go unnoticed', async ({
  page,
  world,
}) => {
  const { help } = await openProduct(page, world);
  await help.open();
  await expect(help.row(/^Getting started/)).toBeVisible();
  for (const element of [help.launcher, help.panel]) {
    const undo = await element.evaluateHandle((place) => {
      const nameless = document.createElement('button');
      place.after(nameless);
      return () => nameless.remove();
    });
    await expect(expectNoViolations(page, '#freshworks-container')).rejects.toThrow(
      'button-name #',
    );
    await undo.evaluate((remove) => remove());
  }
  await expectNoViolations(page, '#freshworks-container');
});

test('what stands in a page by itself has no fault, in light and in dark', async ({
  page,
  world,
  police,
}) => {
  // With policies out of the way, the browser asks for the icon that the page does not have.
  police.allow(/favicon/);
  await page.goto(`${world.hosts}/packages/elements`);
  const article = page.locator('porchlight-article');
  await expect(article.locator('.title')).toBeVisible();
  await expect(page.locator('porchlight-help .row').first()).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectNoViolations(page, 'porchlight-article');
    await expectNoViolations(page, 'porchlight-help');
  }
});
