import { expect, type Locator, type Page } from '@playwright/test';

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
  expect.soft(await panel.evaluate(faultsOfLayout)).toEqual([]);
}

/** The same of a whole page, which may be longer than the window. */
export async function expectSoundPage(page: Page): Promise<void> {
  expect.soft(await page.locator('body').evaluate(faultsOfLayout)).toEqual([]);
}

/** Every control of the panel looks different while a keyboard's focus is on it. */
export async function expectVisibleFocus(panel: Locator): Promise<void> {
  // So that the browser takes the next moves of the focus for a keyboard's.
  await panel.page().keyboard.press('Shift');
  expect.soft(await panel.evaluate(controlsWithoutFocus)).toEqual([]);
}

/** Nothing in the panel moves, or would. */
export async function expectStill(panel: Locator): Promise<void> {
  expect.soft(await panel.evaluate(movingParts)).toEqual([]);
}

/** Every icon shows something: a shape that is cut out of its border, or strokes that nothing cuts away. */
export async function expectDrawnIcons(panel: Locator): Promise<void> {
  expect.soft(await panel.evaluate(emptyIcons)).toEqual([]);
}

/** Runs in the page. */
function emptyIcons(panel: Element): string[] {
  return [...panel.querySelectorAll('.icon')]
    .filter((icon) => {
      const { clipPath, stroke } = getComputedStyle(icon);
      const isDrawn = icon instanceof SVGElement && stroke !== 'none';
      return isDrawn ? clipPath !== 'none' : !clipPath.startsWith('path(');
    })
    .map((icon) => `shows nothing: ${icon.outerHTML}`);
}

/** Runs in the page. */
function movingParts(panel: Element): string[] {
  const isMoving = (durations: string) => durations.split(', ').some((one) => one !== '0s');
  return [panel, ...panel.querySelectorAll('*')]
    .filter((element) => {
      const { animationName, animationDuration, transitionDuration } = getComputedStyle(element);
      const animates = animationName !== 'none' && isMoving(animationDuration);
      return animates || isMoving(transitionDuration);
    })
    .map((element) => `moves: ${element.tagName.toLowerCase()}.${element.className}`);
}

/** Runs in the page. What looks the same with the focus as without: neither line nor surface of it changes. */
function controlsWithoutFocus(panel: Element): string[] {
  const looks = (element: Element | null, pseudo?: string) => {
    if (!element) return '';
    const { outline, outlineColor, boxShadow, border } = getComputedStyle(element, pseudo);
    const isClear = outlineColor === 'rgba(0, 0, 0, 0)';
    return [isClear ? '' : outline, boxShadow, border].join();
  };
  const lookOf = (element: Element) =>
    [
      looks(element),
      looks(element, '::before'),
      looks(element.parentElement),
      looks(element.closest('search')),
    ].join(';');
  const controls = [
    ...panel.querySelectorAll<HTMLElement>(
      'button, a[href], input, textarea, select, summary, [tabindex="0"]',
    ),
  ].filter(
    (element) => element.checkVisibility() && !element.matches(':disabled, [tabindex="-1"]'),
  );
  const root = panel.getRootNode();
  if (!(root instanceof ShadowRoot || root instanceof Document)) return ['nowhere'];
  const before = root.activeElement;
  const unseen = controls.filter((element) => {
    element.blur();
    for (const change of root.getAnimations()) change.finish();
    const without = lookOf(element);
    element.focus({ preventScroll: true });
    for (const change of root.getAnimations()) change.finish();
    const isSame = lookOf(element) === without;
    element.blur();
    return isSame;
  });
  if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  return unseen.map(({ tagName, className, id }) => `focus unseen: ${tagName}.${className}#${id}`);
}

/** Runs in the page. What hangs over, scrolls sideways or is cut without being made for it, what lies over another, and targets smaller than a finger. */
function faultsOfLayout(panel: Element): string[] {
  const named = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.className}#${element.id} "${(element.textContent ?? '').slice(0, 30)}"`;
  const { left, right } = panel.getBoundingClientRect();
  const madeToScroll = 'pre, .wide, .unseen';
  const overhanging = [panel, ...panel.querySelectorAll('*')].filter((element) => {
    if (element.closest(madeToScroll) || !element.checkVisibility()) return false;
    if (element instanceof HTMLOptionElement) return false;
    const isScroller =
      element instanceof HTMLElement && element.scrollWidth > element.clientWidth + 1;
    const { overflowX, textOverflow, webkitLineClamp } = getComputedStyle(element);
    // A name that is cut with an ellipsis is made for it, and so is an excerpt that ends after some lines.
    const isCut = textOverflow === 'ellipsis' || webkitLineClamp !== 'none';
    const scrolls = isScroller && overflowX !== 'visible' && !isCut;
    const box = element.getBoundingClientRect();
    return scrolls || box.right > right + 1 || box.left < left - 1;
  });
  const cut = [...panel.querySelectorAll('*')].filter((element) => {
    const { overflowY, webkitLineClamp } = getComputedStyle(element);
    // An excerpt that ends after some lines is made for it.
    const hides = /hidden|clip/.test(overflowY) && webkitLineClamp === 'none';
    return hides && !element.closest('.unseen') && element.scrollHeight > element.clientHeight + 1;
  });
  const targets = [...panel.querySelectorAll('button, input, select, textarea, summary')].filter(
    (element) => element.checkVisibility() && !element.closest('[aria-hidden]'),
  );
  const boxes = targets.map((element) => element.getBoundingClientRect());
  // What stands still while the rest scrolls is made to lie over it.
  const isPinned = (element: Element | undefined) =>
    element !== undefined && getComputedStyle(element).position === 'sticky';
  const overlapping = targets.filter((element, index) =>
    boxes.some((other, at) => {
      const own = boxes[index];
      if (!own || at <= index || targets[at]?.contains(element)) return false;
      const width = Math.min(own.right, other.right) - Math.max(own.left, other.left);
      const height = Math.min(own.bottom, other.bottom) - Math.max(own.top, other.top);
      // What has scrolled away lies under what stands still, where nobody presses it.
      const isBeside = element.closest('.screen') === targets[at]?.closest('.screen');
      const isOver = isPinned(element) || isPinned(targets[at]);
      return width > 1 && height > 1 && isBeside && !isOver;
    }),
  );
  const pencil = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  if (!pencil) return ['there is no canvas'];
  const rgba = (color: string) => {
    pencil.clearRect(0, 0, 1, 1);
    pencil.fillStyle = color;
    pencil.fillRect(0, 0, 1, 1);
    return pencil.getImageData(0, 0, 1, 1).data.join();
  };
  // The checker takes words in the colour of their ground for hidden on purpose.
  const unreadable = [...panel.querySelectorAll('*')].filter((element) => {
    const speaks = [...element.childNodes].some(
      (node) => node instanceof Text && node.data.trim() !== '',
    );
    let ground: Element | null = element;
    const isBare = ({ backgroundColor, backgroundImage }: CSSStyleDeclaration) =>
      backgroundImage === 'none' && rgba(backgroundColor).endsWith(',0');
    while (ground && isBare(getComputedStyle(ground))) ground = ground.parentElement;
    const { color } = getComputedStyle(element);
    if (!speaks || !ground) return false;
    const { backgroundColor, backgroundImage } = getComputedStyle(ground);
    return backgroundImage === 'none' && rgba(backgroundColor) === rgba(color);
  });
  const small = [...panel.querySelectorAll('button, input, textarea, summary')].filter((target) => {
    // A file is chosen by the label around what chooses it.
    const pressed = target.closest('label') ?? target;
    const { width, height } = pressed.getBoundingClientRect();
    return pressed.checkVisibility() && !pressed.matches('.unseen') && (width < 44 || height < 44);
  });
  return [
    ...overhanging.map((element) => `hangs over: ${named(element)}`),
    ...unreadable.map((element) => `unreadable: ${named(element)}`),
    ...cut.map((element) => `cut off: ${named(element)}`),
    ...overlapping.map((element) => `overlaps: ${named(element)}`),
    ...small.map((element) => {
      const { width, height } = element.getBoundingClientRect();
      return `small: ${named(element)} ${width} x ${height}`;
    }),
  ];
}
