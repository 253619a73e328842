import { Icon } from '../icon.tsx';
import type { ReadingProps } from './reading.tsx';

/** The reader's session ended before a new token came. */
export function Notice({ help, texts }: ReadingProps) {
  return (
    <div class="notice" role="alert">
      <p>{texts.expired}</p>
      <button class="tool" type="button" aria-label={texts.dismiss} onClick={help.dismissExpired}>
        <Icon shape="close" />
      </button>
    </div>
  );
}
