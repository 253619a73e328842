/** Arrow keys walk from the search box through the rows and back; Enter in the box takes the first. */
export function walkRows(panel: HTMLElement, event: KeyboardEvent): void {
  const stops = [...panel.querySelectorAll<HTMLElement>('search input, .row')];
  const here = stops.indexOf(event.target as HTMLElement);
  const isBox = stops[here]?.tagName === 'INPUT';
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step && here >= 0) {
    event.preventDefault();
    stops[here + step]?.focus();
  } else if (event.key === 'Enter' && isBox && !event.isComposing) stops[1]?.click();
}
