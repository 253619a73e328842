import { Icon } from '../icon.tsx';
import type { ReadingProps } from './reading.tsx';

const letter = 'M4 6h16v12H4zm0 1 8 6 8-6';

/** The way to the contact form, where this viewer has one. */
export function ContactButton({
  help,
  texts,
  subject = '',
}: Pick<ReadingProps, 'help' | 'texts'> & { subject?: string }) {
  const home = help.home.value;
  if (home.status !== 'ready' || !home.value.form) return null;
  if (help.settings.value.mode === 'articles') return null;
  return (
    <button
      class="button main"
      type="button"
      data-row="form"
      onClick={() => help.trail.go({ kind: 'form', subject })}
    >
      <Icon path={letter} />
      {texts.contact}
    </button>
  );
}
