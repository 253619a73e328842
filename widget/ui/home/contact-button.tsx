import type { Help } from '../../state/help.ts';

/** The way to the contact form, where this viewer has one. */
export function ContactButton({ help, subject = '' }: { help: Help; subject?: string }) {
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
      {help.texts.value.contact}
    </button>
  );
}
