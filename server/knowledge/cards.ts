import type { ArticleCard } from '../../contract/widget-api.ts';

/** How much of a text a card shows, in characters. */
const excerptLength = 160;

/** How much of a text is read from the store for a card: enough for an excerpt. */
export const excerptSource = 400;

/** Lets out what a card shows of an article, and nothing else. */
export function cardOf(row: { id: number; title: string; start: string }): ArticleCard {
  return { id: row.id, title: row.title, excerpt: excerptOf(row.start) };
}

/** The first words of a text, at most 160 characters. */
export function excerptOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= excerptLength) return line;
  const cut = line.slice(0, excerptLength);
  const lastSpace = cut.lastIndexOf(' ');
  const whole = lastSpace > excerptLength / 2 ? cut.slice(0, lastSpace) : cut;
  return `${whole.replace(/[\uD800-\uDBFF]$/, '').trimEnd()}…`;
}
