/** Something that happened, newest first. */
export interface Entry {
  readonly id: number;
  readonly time: string;
  readonly kind: 'event' | 'call' | 'failure';
  readonly text: string;
  readonly detail: string;
}

export function Journal({ entries, clear }: { entries: readonly Entry[]; clear: () => void }) {
  return (
    <section class="card journal" aria-labelledby="journal">
      <header>
        <h2 id="journal">What happens</h2>
        <button type="button" class="quiet" onClick={clear}>
          Clear
        </button>
      </header>
      <ol aria-label="Events and calls, newest first">
        {entries.map(({ id, time, kind, text, detail }) => (
          <li key={id} class={kind}>
            <time>{time}</time>
            <b>{text}</b>
            {detail ? <code>{detail}</code> : null}
          </li>
        ))}
      </ol>
      {entries.length === 0 ? <p class="empty">Events of the widget appear here.</p> : null}
    </section>
  );
}
