import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlaygroundFacts } from '../contract/playground.ts';
import { askToken } from './ask.ts';
import { type Heard, isHeard, previewIn } from './bridge.ts';
import { Code } from './code.tsx';
import { Commands } from './commands.tsx';
import { type Entry, Journal } from './journal.tsx';
import { Preview } from './preview.tsx';
import { Readers } from './readers.tsx';
import { run } from './run.ts';
import { callOf, tagOf } from './snippet.ts';

/** Entries that the journal keeps. */
const kept = 40;

export function App({ facts }: { facts: PlaygroundFacts }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [reader, setReader] = useState<string | null>(null);

  function note(kind: Entry['kind'], text: string, detail = ''): void {
    const time = new Date().toLocaleTimeString('en-GB');
    setEntries((before) => {
      const id = (before[0]?.id ?? 0) + 1;
      return [{ id, time, kind, text, detail }, ...before].slice(0, kept);
    });
  }

  async function call(
    name: Parameters<typeof run>[1],
    values: unknown[],
    shown = callOf(name, values),
  ): Promise<void> {
    const page = previewIn(frame.current);
    if (!page) return;
    note('call', shown);
    const outcome = await run(page, name, values);
    if (!outcome.ok) note('failure', `${name} was refused`, outcome.code);
  }

  useEffect(() => {
    function hear({ data, source, origin }: MessageEvent<unknown>): void {
      const isOurs = origin === window.location.origin && source === frame.current?.contentWindow;
      if (!isOurs || !isHeard(data)) return;
      const { event, detail }: Heard = data;
      note('event', event, detail === null ? '' : JSON.stringify(detail));
      if (event === 'logout' || event === 'expired') setReader(null);
    }
    window.addEventListener('message', hear);
    return () => window.removeEventListener('message', hear);
  }, []);

  async function signIn(id: string | null): Promise<void> {
    setReader(id);
    if (id === null) return call('logout', []);
    const renew = () => askToken(id);
    await call(
      'authenticate',
      [await renew(), renew],
      'Porchlight.authenticate(await getToken(), getToken);',
    );
  }

  return (
    <div class="bench">
      <header class="top">
        <h1>
          Porchlight <span class="product">Playground</span>
        </h1>
        <p>Call a command as any reader: it takes effect at once on the page shown here.</p>
        <nav aria-label="More">
          <a href="/csp">Content Security Policy</a>
        </nav>
      </header>
      <main>
        <div class="controls">
          <Readers readers={facts.readers} current={reader} choose={signIn} />
          <Commands run={(name, values) => void call(name, values)} />
        </div>
        <Preview frame={frame} loaded={() => void call('open', [])} />
        <div class="outcome">
          <Code title="Code of this widget" code={tagOf({ ...facts, locale: null })} />
          <Journal entries={entries} clear={() => setEntries([])} />
        </div>
      </main>
    </div>
  );
}
