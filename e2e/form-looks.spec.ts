import { expectNoViolations } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { contactFormIn } from './form.ts';
import { expectSoundLayout } from './layout.ts';
import { openProduct } from './product.ts';

// The checker is a script that a strict page would refuse.
test.use({ bypassCSP: true });

const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };
const looks = [
  { look: 'light', colorScheme: 'light', viewport: desktop },
  { look: 'dark', colorScheme: 'dark', viewport: desktop },
  { look: 'phone', colorScheme: 'light', viewport: phone },
  { look: 'zoomed-400', colorScheme: 'light', viewport: { width: 320, height: 480 } },
] as const;

for (const { look, colorScheme, viewport } of looks) {
  test.describe(() => {
    test.use({ colorScheme, viewport, contextOptions: { reducedMotion: 'reduce' } });

    test(`the contact form in ${look}: no rule is broken, nothing hangs over the edge, every target can be hit`, async ({
      page,
      world,
    }, testInfo) => {
      const { help, signIn } = await openProduct(page, world);
      const form = contactFormIn(help);
      async function see(name: string) {
        await page.screenshot({ path: testInfo.outputPath(`${name}.png`) });
        await expectSoundLayout(help.panel, viewport);
        await expectNoViolations(page, '#freshworks-container');
      }

      await page.evaluate(() => window.FreshworksWidget('open', 'ticketForm', { formId: 2 }));
      await expect(form.field('cf_impact')).toBeVisible();
      await see('empty');
      await form.send.click();
      await expect(form.faults).toBeFocused();
      await see('faults');

      await form.fill({ name: 'Grace Hopper', email: 'grace@navy.example' });
      await form.field('subject').fill('build a dashboard');
      await expect(help.panel.getByRole('region', { name: /may answer/ })).toBeVisible();
      await form.field('cf_impact').selectOption('all');
      await form.field('cf_may_look').check();
      await form.files.setInputFiles([
        {
          name: `${'a very long name '.repeat(8)}.txt`,
          mimeType: 'text/plain',
          buffer: Buffer.from('a'),
        },
        { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
      ]);
      await see('filled');
      await form.field('cf_may_look').scrollIntoViewIfNeeded();
      await see('filled-below');

      await page.evaluate(() => window.FreshworksWidget('clear', 'ticketForm'));
      await page.keyboard.press('Escape');
      await signIn('Ada Lovelace');
      await page.evaluate(() => window.FreshworksWidget('open', 'ticketForm'));
      await expect(form.field('email')).toHaveValue('ada@acme.example');
      await see('ada');
    });
  });
}
