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
