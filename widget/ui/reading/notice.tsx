import type { Help } from '../../state/help.ts';
import { Icon } from '../icon.tsx';

/** The reader's session ended before a new token came. */
export function Notice({ help }: { help: Help }) {
  const texts = help.texts.value;
  return (
    <div class="notice" role="alert">
      <p>{texts.expired}</p>
      <button class="tool" type="button" aria-label={texts.dismiss} onClick={help.dismissExpired}>
        <Icon shape="close" />
      </button>
    </div>
  );
}
