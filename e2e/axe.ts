import { expect, type Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/**
 * Every rule of the checker holds on this page, the widget's shadow roots included and frames not.
 * @param within the part of the page to look at; all of it where absent.
 */
export async function expectNoViolations(page: Page, within = 'html'): Promise<void> {
  // Once in a document: compiling the checker costs more than asking it.
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(axe.source);
  expect(await page.evaluate(violationsIn, within)).toEqual([]);
}

/** Runs in the page. */
async function violationsIn(within: string): Promise<string[]> {
  // Colours on their way from one to another are nobody's choice.
  const roots = [...document.querySelectorAll('*')].flatMap(({ shadowRoot }) => shadowRoot ?? []);
  const moving = [document, ...roots].flatMap((root) => root.getAnimations());
  // One that is called off is over, too.
  await Promise.allSettled(moving.map((animation) => animation.finished));
  if (!window.axe) throw new Error('the checker is not here');
  const { violations } = await window.axe.run(within, {
    resultTypes: ['violations'],
    iframes: false,
    // Only for a rule that is experimental, and for media with sound.
    preload: false,
    elementRef: false,
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
  );
}
