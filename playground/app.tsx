import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlaygroundFacts } from '../contract/playground.ts';
import { askToken } from './ask.ts';
import { type Heard, isHeard, previewIn } from './bridge.ts';
import { Codes } from './codes.tsx';
import { Commands } from './commands.tsx';
import { type Entry, Journal } from './journal.tsx';
import { Preview } from './preview.tsx';
import { Readers } from './readers.tsx';
import { run } from './run.ts';
import { changesFrom, losesWords, type Settings } from './settings.ts';
import { SettingsForm } from './settings-form.tsx';
import { callOf } from './snippet.ts';

/** Entries that the journal keeps. */
const kept = 40;

export function App({ facts }: { facts: PlaygroundFacts }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [entries, setEntries] = useState<readonly Entry[]>([]);
  const [reader, setReader] = useState<string | null>(null);
  const start: Settings = { ...facts.settings, locale: null };
  const [settings, setSettings] = useState(start);

  /** What begins with `before` takes the place of the latest entry, where that does as well. */
  function note(kind: Entry['kind'], text: string, detail = '', before?: string): void {
    const time = new Date().toLocaleTimeString('en-GB');
    setEntries((entries) => {
      const isSame = before !== undefined && entries[0]?.text.startsWith(before);
      const others = isSame ? entries.slice(1) : entries;
      const id = (entries[0]?.id ?? 0) + 1;
      return [{ id, time, kind, text, detail }, ...others].slice(0, kept);
    });
  }

  function change(next: Settings): void {
    const page = previewIn(frame.current);
    if (!page) return;
    setSettings(next);
    note('call', callOf('update', [changesFrom(start, next)]), '', 'Porchlight.update(');
    if (losesWords(settings, next)) page.location.reload();
    else void run(page, 'update', [changesFrom(settings, next)]);
  }

  function loaded(): void {
    const page = previewIn(frame.current);
    if (page) void run(page, 'update', [changesFrom(start, settings)]);
    void call('open', []);
  }

  function reset(): void {
    setSettings(start);
    setReader(null);
    frame.current?.contentWindow?.location.reload();
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
        <p>
          Change a setting or call a command, as any reader: it takes effect at once on the page
          shown here.
        </p>
        <nav aria-label="More">
          <a href="/csp">Content Security Policy</a>
        </nav>
      </header>
      <main>
        <div class="controls">
          <Readers readers={facts.readers} current={reader} choose={signIn} />
          <SettingsForm settings={settings} locales={facts.locales} change={change} reset={reset} />
          <Commands run={(name, values) => void call(name, values)} />
        </div>
        <Preview frame={frame} loaded={loaded} />
        <div class="outcome">
          <Codes facts={facts} start={start} settings={settings} />
          <Journal entries={entries} clear={() => setEntries([])} />
        </div>
      </main>
    </div>
  );
}
