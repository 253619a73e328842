/**
 * Arrow keys walk from the search box through the rows and back; Enter in the box takes the first.
 * @param event may be over by now: the focus tells where it came from.
 */
export function walkRows(panel: HTMLElement, event: KeyboardEvent): void {
  const root = panel.getRootNode();
  const target = root instanceof ShadowRoot ? root.activeElement : null;
  if (!(target instanceof HTMLElement)) return;
  const stops = [...panel.querySelectorAll<HTMLElement>('search input, .row')];
  const here = stops.indexOf(target);
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step !== 0 && here >= 0) {
    event.preventDefault();
    stops[here + step]?.focus();
  } else if (
    event.key === 'Enter' &&
    here === 0 &&
    target.tagName === 'INPUT' &&
    !event.isComposing
  ) {
    stops[1]?.click();
  }
}
