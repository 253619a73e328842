import { useState } from 'preact/hooks';
import { pinnedTag } from '../contract/embed-code.ts';
import type { PlaygroundFacts } from '../contract/playground.ts';
import { askVersion } from './ask.ts';
import { Code } from './code.tsx';
import { changesFrom, type Settings } from './settings.ts';
import { pageCode, restCode } from './snippet.ts';

const places = ['this page', 'every page', 'pinned'] as const;

const notes: Record<(typeof places)[number], string> = {
  'this page': 'The tag, and what this page changes of the widget.',
  'every page': 'The same for every page that has the tag, by the API.',
  pinned:
    'The widget as the server has it now, published under an address that never changes its answer.',
};

/** The code of what is seen, for wherever it is to go. */
export function Codes({
  facts,
  start,
  settings,
}: {
  facts: PlaygroundFacts;
  start: Settings;
  settings: Settings;
}) {
  const [place, setPlace] = useState<(typeof places)[number]>('this page');
  const [pinned, setPinned] = useState('');

  async function choose(next: (typeof places)[number]): Promise<void> {
    setPlace(next);
    if (next !== 'pinned') return;
    setPinned(pinnedTag(await askVersion()));
  }

  const code = {
    'this page': () => pageCode(facts, changesFrom(start, settings)),
    'every page': () => restCode(facts, settings),
    pinned: () => pinned,
  }[place]();
  return (
    <Code title="Code of this widget" code={code}>
      <fieldset class="chips places">
        <legend>{notes[place]}</legend>
        {places.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === place}
            onClick={() => void choose(one)}
          >
            {one}
          </button>
        ))}
      </fieldset>
    </Code>
  );
}
