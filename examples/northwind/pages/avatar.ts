import { html, type Markup } from '../html.ts';

/** A person's initials on a colour that stays theirs. */
export function avatar(name: string): Markup {
  const words = name.split(' ').filter(Boolean);
  const initials = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  const tone =
    ([...name].reduce((total, letter) => total + (letter.codePointAt(0) ?? 0), 0) % 4) + 1;
  return html`<span class="avatar tone-${tone}" aria-hidden="true">${initials.map((word) => [...(word ?? '')][0]?.toUpperCase())}</span>`;
}
