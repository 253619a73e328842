import type { Help } from '../../state/help.ts';
import { Icon } from '../icon.tsx';

export function SearchBox({ help }: { help: Help }) {
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
      {query.value ? (
        <button
          class="tool"
          type="button"
          aria-label={texts.clear}
          onClick={({ currentTarget }) => {
            type('');
            // In which the focus stays.
            currentTarget.closest('search')?.querySelector('input')?.focus();
          }}
        >
          <Icon shape="close" />
        </button>
      ) : null}
    </search>
  );
}
