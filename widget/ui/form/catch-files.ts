/**
 * Takes files that are dropped anywhere on the panel while the form is shown; a file that a browser is left
 * alone with replaces the page.
 * @param over told whether files hover over the panel.
 * @returns what is told of the form's element, and of null when it goes.
 */
export function catchFiles(
  attach: (files: Iterable<File>) => void,
  over: (isOver: boolean) => void,
): (form: HTMLElement | null) => void {
  let stop = () => {};

  function hover(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes('Files')) return;
    take(event);
    over(true);
  }

  function leave(event: DragEvent): void {
    const panel = event.currentTarget as Node;
    if (!panel.contains(event.relatedTarget as Node | null)) over(false);
  }

  function drop(event: DragEvent): void {
    over(false);
    if (!event.dataTransfer?.files.length) return;
    take(event);
    attach(event.dataTransfer.files);
  }

  /** Neither the browser nor the page, which may take files as well, gets to see it. */
  function take(event: DragEvent): void {
    event.preventDefault();
    event.stopPropagation();
  }

  return (form) => {
    stop();
    stop = () => {};
    const panel = form?.closest<HTMLElement>('.panel');
    if (!panel) return;
    const listening = new AbortController();
    const { signal } = listening;
    panel.addEventListener('dragover', hover, { signal });
    panel.addEventListener('dragleave', leave, { signal });
    panel.addEventListener('drop', drop, { signal });
    stop = () => {
      listening.abort();
      over(false);
    };
  };
}
