import type { Help } from '../../state/help.ts';
import { Icon } from '../icon.tsx';
import type { Reading } from '../reading/reading.tsx';

export function SearchBox({ help, reading }: { help: Help; reading: Reading | null }) {
  const texts = help.texts.value;
  const { query, type } = help.search;
  return (
    <search>
      <Icon shape="search" />
      <input
        type="text"
        enterkeyhint="search"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        aria-label={texts.search}
        placeholder={texts.search}
        value={query.value}
        onInput={(event) => type(event.currentTarget.value)}
      />
      {query.value ? reading?.clear() : null}
    </search>
  );
}
