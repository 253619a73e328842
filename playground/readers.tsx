import type { PlaygroundFacts } from '../contract/playground.ts';

/** Who is signed in to the product on the page. */
export function Readers({
  readers,
  current,
  choose,
}: {
  readers: PlaygroundFacts['readers'];
  current: string | null;
  choose: (reader: string | null) => void;
}) {
  const choice = (id: string | null, name: string, note: string) => (
    <button
      key={id}
      type="button"
      class="reader"
      aria-pressed={id === current}
      onClick={() => choose(id)}
    >
      <b>{name}</b>
      <small>{note}</small>
    </button>
  );
  return (
    <section class="card" aria-labelledby="readers">
      <h2 id="readers">Signed in as</h2>
      <div class="readers">
        {choice(null, 'Nobody', 'anonymous')}
        {readers.map(({ id, name, email }) => choice(id, name, email))}
      </div>
    </section>
  );
}
