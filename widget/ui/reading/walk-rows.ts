/** Arrow keys walk from the search box through the rows and back; Enter in the box takes the first. */
export function walkRows(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('search input, .row')];
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
