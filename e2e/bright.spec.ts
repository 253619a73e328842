import { isBright } from '../server/sites/appearance.ts';
import { randomFrom } from '../tools/random.ts';
import { expect, test } from './fixtures.ts';

/** The lightness from which black stands on a colour, as the style sheets of panel and site have it. */
const bright = 0.68;

test('the server calls bright what browsers do', async ({ page }) => {
  const random = randomFrom(17);
  const byte = () =>
    Math.floor(random() * 256)
      .toString(16)
      .padStart(2, '0');
  const colours = Array.from({ length: 500 }, () => `#${byte()}${byte()}${byte()}`);
  const lightness = await page.evaluate(
    (all) =>
      all.map((colour) => {
        document.body.style.color = `oklch(from ${colour} l 0 0)`;
        return Number(/[\d.]+/.exec(getComputedStyle(document.body).color)?.[0]);
      }),
    colours,
  );
  for (const [at, colour] of colours.entries()) {
    expect(isBright(colour), `${colour}: ${lightness[at]}`).toBe((lightness[at] ?? 0) > bright);
  }
});
