/**
 * Takes files that are dropped anywhere on the panel while the form is shown; a file that a browser is left
 * alone with replaces the page.
 * @param over told whether files hover over the panel.
 */
export function catchFiles(
  panel: HTMLElement,
  isShown: () => boolean,
  attach: (files: Iterable<File>) => void,
  over: (isOver: boolean) => void,
): void {
  panel.addEventListener('dragover', (event) => {
    if (!isShown() || !event.dataTransfer?.types.includes('Files')) return;
    take(event);
    over(true);
  });

  panel.addEventListener('dragleave', ({ relatedTarget }) => {
    if (!panel.contains(relatedTarget as Node | null)) over(false);
  });

  panel.addEventListener('drop', (event) => {
    over(false);
    if (!isShown() || !event.dataTransfer?.files.length) return;
    take(event);
    attach(event.dataTransfer.files);
  });
}

/** Neither the browser nor the page, which may take files as well, gets to see it. */
function take(event: DragEvent): void {
  event.preventDefault();
  event.stopPropagation();
}
