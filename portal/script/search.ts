const pause = 150;

/** Shows beneath the search box what is found while somebody types. Arrow keys go there, Escape closes it. */
export function searchAsTyped(form: HTMLFormElement): void {
  const input = form.querySelector('input');
  if (!input) return;
  const found = document.createElement('div');
  found.className = 'found';
  found.hidden = true;
  const news = document.createElement('p');
  news.className = 'unseen';
  news.setAttribute('role', 'status');
  form.after(found, news);
  let timer = 0;
  let asked = new AbortController();

  function close(): void {
    clearTimeout(timer);
    asked.abort();
    found.hidden = true;
    news.textContent = '';
  }

  async function ask(query: string): Promise<void> {
    asked = new AbortController();
    const address = `${form.action}/suggestions?${new URLSearchParams({ q: query })}`;
    const answer = await fetch(address, { signal: asked.signal });
    if (!answer.ok) return close();
    // Drawn by the server from the same views as the page itself.
    found.innerHTML = await answer.text();
    found.hidden = false;
    news.textContent = found.querySelector<HTMLElement>('[data-news]')?.dataset['news'] ?? '';
  }

  input.addEventListener('input', () => {
    const query = input.value;
    clearTimeout(timer);
    asked.abort();
    if (query.trim() === '') close();
    else timer = window.setTimeout(() => ask(query).catch(() => {}), pause);
  });

  form.parentElement?.addEventListener('keydown', (event) => {
    if (found.hidden) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      close();
      input.focus();
    }
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const stops: (Element | null)[] = [input, ...found.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement);
    const next = stops[(at + step + stops.length) % stops.length];
    if (next instanceof HTMLElement) next.focus();
  });

  form.parentElement?.addEventListener('focusout', (event) => {
    const { relatedTarget } = event;
    if (relatedTarget instanceof Node && !form.parentElement?.contains(relatedTarget)) close();
  });
  document.addEventListener('pointerdown', ({ target }) => {
    if (target instanceof Node && !form.parentElement?.contains(target)) close();
  });
}
