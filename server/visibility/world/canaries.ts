import { createHash } from 'node:crypto';

/**
 * What each part of an article is marked with, so that it is known again wherever it turns up.
 * `d` stands in a draft in another language, `p` in the bytes of the picture; `n` is a folder's name; `k` stands in
 * a block for some groups, and `q` in the bytes of the picture in it.
 */
export type Part = 't' | 'b' | 'g' | 'i' | 'f' | 'c' | 'd' | 'p' | 'n' | 'k' | 'q';

export function canary(world: string, thing: string, part: Part): string {
  return `cnr-${world}-${thing}-${part}`;
}

/** Everything of a world that shows in a text, as `a3-t`. */
export function canariesIn(world: string, text: string): Set<string> {
  const found = text.matchAll(new RegExp(`cnr-${world}-([a-z0-9_]+-[a-z])(?![a-z0-9])`, 'g'));
  return new Set([...found].map(([, mark = '']) => mark));
}

const consonants = 'bdfgklmnprstvz';
const vowels = 'aeiou';

/** A word of ten letters that nothing else resembles, the same for the same name. */
export function wordFor(name: string): string {
  const bytes = createHash('sha256').update(name).digest();
  return Array.from({ length: 10 }, (_, at) => {
    const letters = at % 2 === 0 ? consonants : vowels;
    return letters[(bytes[at] ?? 0) % letters.length];
  }).join('');
}

/** A word as somebody types it who is in a hurry. */
export function mistyped(word: string): string {
  return `${word.slice(0, 6)}x${word.slice(7)}`;
}
