import type { PortalFrame } from '../../contract/portal.ts';
import type { Texts } from '../text/texts.ts';
import { Icon } from './icon.tsx';

/** A form that works by itself; the page's script shows results beneath it while somebody types. */
export function SearchForm(props: {
  search: PortalFrame['search'];
  texts: Texts;
  isHero?: boolean;
}) {
  const { search, texts, isHero = false } = props;
  return (
    <search class={isHero ? 'hero-search' : undefined}>
      <form action={search.action} data-search>
        <Icon name="search" />
        <input
          type="search"
          name="q"
          value={search.query}
          placeholder={texts.searchHint}
          aria-label={texts.searchFor}
          autocomplete="off"
          maxLength={200}
        />
        <button type="submit">{texts.search}</button>
      </form>
    </search>
  );
}
