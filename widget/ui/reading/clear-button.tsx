import { Icon } from '../icon.tsx';
import type { ReadingProps } from './reading.tsx';

/** Empties the search box, in which the focus stays. */
export function ClearButton({ help, texts }: ReadingProps) {
  return (
    <button
      class="tool"
      type="button"
      aria-label={texts.clear}
      onClick={({ currentTarget }) => {
        help.search.type('');
        currentTarget.closest('search')?.querySelector('input')?.focus();
      }}
    >
      <Icon shape="close" />
    </button>
  );
}
