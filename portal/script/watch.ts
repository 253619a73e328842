/**
 * While somebody looks at a page that came with a session, it hears from the server when the session ends or what its
 * reader may see changes. What is on the screen goes at once; then the page is asked for again.
 */

/** Between two tries of a stream that failed or ended, in milliseconds. */
const shortest = 2_000;
const longest = 60_000;

/** How long somebody who is on their way elsewhere is waited for, in milliseconds. */
const patience = 10_000;

export function watch(): void {
  const address = document.querySelector<HTMLElement>('[data-watch]')?.dataset['watch'];
  if (!address) return;
  let abort = new AbortController();
  let timer = 0;
  let isLeaving = false;

  function stop(): void {
    clearTimeout(timer);
    abort.abort();
  }

  function follow(): void {
    stop();
    if (document.visibilityState === 'hidden') return;
    abort = new AbortController();
    void hear(abort.signal, 0);
  }

  async function hear(signal: AbortSignal, failures: number): Promise<void> {
    let tries = failures + 1;
    try {
      const answer = await fetch(address ?? '', {
        headers: { Accept: 'text/event-stream' },
        signal,
      });
      if (answer.status === 401) return drop(isLeaving);
      if (answer.ok && (await tells(answer.body, () => (tries = 0)))) return drop(isLeaving);
    } catch {
      // The next page that is asked for finds out as well; until then, another try.
    }
    if (signal.aborted) return;
    const pause = Math.min(longest, shortest * 2 ** tries) * (0.5 + Math.random() / 2);
    timer = window.setTimeout(() => void hear(signal, tries), pause);
  }

  window.addEventListener('beforeunload', () => {
    isLeaving = true;
  });
  document.addEventListener('visibilitychange', follow);
  // A page that comes back from the browser's memory has heard nothing meanwhile.
  window.addEventListener('pageshow', ({ persisted }) => persisted && follow());
  follow();
}

/** Whether the stream says that what is shown is over. Its end says nothing. */
async function tells(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  heard: () => void,
): Promise<boolean> {
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const part = await reader?.read();
    if (!part || part.done) return false;
    heard();
    text = (text + part.value).slice(-200);
    if (/^event: (?:ended|changed)$/m.test(text)) return true;
  }
}

/**
 * What somebody has typed stays; all else on that page is theirs alone, and goes.
 * @param isLeaving a sign-out ends the session before its answer is here: asked for again at once, this page would
 *   come in its place, and lead to the login where the site leads there by itself.
 */
function drop(isLeaving: boolean): void {
  const form = document.querySelector<HTMLFormElement>('form.ticket');
  if (form && isTyped(form)) {
    for (const part of document.querySelectorAll('.account, .sidebar, .found')) part.remove();
    return;
  }
  document.body.replaceChildren();
  // A page that answered a form would be sent again by a reload.
  const again = () => {
    if (form) location.replace(location.pathname + location.search);
    else location.reload();
  };
  setTimeout(again, isLeaving ? patience : 0);
}

function isTyped(form: HTMLFormElement): boolean {
  return [...form.elements].some(
    (field) =>
      (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) &&
      field.value !== field.defaultValue,
  );
}
