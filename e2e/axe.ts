import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/**
 * Every rule of the checker holds on this page, the widget's shadow roots included.
 * @param within the part of the page to look at; all of it where absent.
 */
export async function expectNoViolations(page: Page, within = 'html'): Promise<void> {
  // Colours on their way from one to another are nobody's choice.
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map((animation) => animation.finished)),
  );
  const { violations, passes } = await new AxeBuilder({ page }).include(within).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
  expect(found).toEqual([]);
  const looked = passes.flatMap(({ nodes }) => nodes.flatMap(({ target }) => target.flat()));
  expect(looked).toContain('#launcher-frame');
}
