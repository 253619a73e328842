import { html, type Markup } from '../html.ts';

const strokes = {
  overview: 'M4 13h6V4H4zM14 20h6V11h-6zM4 20h6v-3H4zM14 7h6V4h-6z',
  reports: 'M5 20V10M12 20V4M19 20v-7',
  sources: 'M4 6c0 4 16 4 16 0S4 2 4 6v12c0 4 16 4 16 0V6M4 12c0 4 16 4 16 0',
  team: 'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7M2.5 20c0-7 13-7 13 0M16 4.5a3.5 3.5 0 0 1 0 6M18 14.5c2.3.8 3.5 2.7 3.5 5.5',
  billing: 'M3 6h18v12H3zM3 10.5h18M7 15h3',
  settings: 'M4 7h9M17 7h3M4 17h3M11 17h9M15 4.5v5M9 14.5v5',
  help: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18M9.5 9.5c0-3.4 5-3.2 5 0 0 2-2.5 2-2.5 4M12 16.6v.2',
  open: 'M9 6l6 6-6 6',
} as const;

export type IconName = keyof typeof strokes;

export function icon(name: IconName): Markup {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${strokes[name]}"/></svg>`;
}

/** The product's glyph: a compass whose needle points north-west. */
export const compass = html`<svg class="compass" viewBox="0 0 32 32" aria-hidden="true">
  <circle cx="16" cy="16" r="14"/><path class="needle-tail" d="M24 24 13.2 18.8 18.8 13.2Z"/>
  <path class="needle" d="M8 8 18.8 13.2 13.2 18.8Z"/></svg>`;
