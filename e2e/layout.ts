import { expect, type Locator } from '@playwright/test';

/** The panel stands inside the window, nothing hangs over its edge, and every target can be hit. */
export async function expectSoundLayout(
  panel: Locator,
  viewport: { width: number; height: number },
): Promise<void> {
  const box = await panel.boundingBox();
  if (!box) throw new Error('the panel has no box');
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(viewport.width);
  expect(box.y + box.height).toBeLessThanOrEqual(viewport.height);
  expect(await panel.evaluate(faultsOfLayout)).toEqual([]);
}

/** Runs in the page. What scrolls sideways without being made for it, and targets smaller than a finger. */
function faultsOfLayout(panel: Element): string[] {
  const named = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className} "${(element.textContent ?? '').slice(0, 30)}"`;
  const right = panel.getBoundingClientRect().right;
  const madeToScroll = 'pre, .wide, .unseen';
  const overhanging = [panel, ...panel.querySelectorAll('*')].filter((element) => {
    if (element.closest(madeToScroll)) return false;
    const isScroller =
      element instanceof HTMLElement && element.scrollWidth > element.clientWidth + 1;
    const { overflowX, textOverflow } = getComputedStyle(element);
    // A name that is cut with an ellipsis is made for it.
    const scrolls = isScroller && overflowX !== 'visible' && textOverflow !== 'ellipsis';
    return scrolls || element.getBoundingClientRect().right > right + 1;
  });
  const small = [...panel.querySelectorAll('button, input, textarea, summary')].filter((target) => {
    const { width, height } = target.getBoundingClientRect();
    return width < 44 || height < 44;
  });
  return [
    ...overhanging.map((element) => `hangs over: ${named(element)}`),
    ...small.map((element) => {
      const { width, height } = element.getBoundingClientRect();
      return `small: ${named(element)} ${width} x ${height}`;
    }),
  ];
}
