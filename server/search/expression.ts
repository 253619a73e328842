import { endMark, stemMark } from './columns.ts';
import type { Query, QueryWord } from './query.ts';

/** A word of a query with what the vocabulary added to it. */
export interface Wanted extends QueryWord {
  /** Two words that it may be written as: `log in` for `login`. */
  readonly splits: readonly (readonly [string, string])[];
  /** Words that may have been meant; each stands in a text that the reader may see. */
  readonly corrections: readonly { readonly word: string; readonly stems: readonly string[] }[];
}

/** How loosely a word may match; each takes in the ones before it. */
export type Looseness = 'exact' | 'stem' | 'any';

/** What to ask an index for. */
export interface Match {
  /** Titles with tags, or whole texts with both. */
  readonly index: 'titles' | 'texts';
  /** An FTS5 expression. */
  readonly match: string;
}

/** A class of matches: the ones of an earlier tier stand above the ones of a later. */
export interface Tier extends Match {
  readonly score: number;
}

/** Every text that has all words. */
export function allWords(words: readonly Wanted[], looseness: Looseness = 'any'): string {
  return words.map((word) => anyForm(word, looseness)).join(' AND ');
}

/**
 * The order of results: title before tags before body, what is written exactly so before other forms of the
 * word, before its beginning, before corrections. Nothing counts how often a word occurs in all texts, so a
 * text that the reader cannot see moves no result and no score. In groups: the last of a group takes in its others.
 */
export function tiersOf(words: readonly Wanted[], query: Query, titlesOnly: boolean): Tier[][] {
  const every = allWords(words);
  const exactly = allWords(words, 'exact');
  const inForms = allWords(words, 'stem');
  const title = (match: string, score: number): Tier => ({
    index: 'titles',
    match: `title : ${match}`,
    score,
  });
  const asTyped = query.phrase.join(' ');
  const titles: Tier[] = [
    title(`^ "${asTyped} ${endMark}"`, 1),
    title(`^ "${asTyped}"${query.unfinished ? ' *' : ''}`, 0.95),
    title(`(${exactly})`, 0.9),
    title(`(${inForms})`, 0.85),
    title(`(${every})`, 0.8),
    { index: 'titles', match: exactly, score: 0.7 },
    { index: 'titles', match: every, score: 0.65 },
  ];
  if (titlesOnly) return [titles];
  const some = words.map((word) => anyForm(word, 'stem')).join(' OR ');
  const text = (match: string, score: number): Tier => ({ index: 'texts', match, score });
  return [
    titles,
    words.length > 1 ? [text(`(${every}) AND ({title tags} : (${some}))`, 0.6)] : [],
    [text(`{title tags lead} : (${exactly})`, 0.5), text(`{title tags lead} : (${every})`, 0.4)],
    [text(exactly, 0.3), text(inForms, 0.25), text(every, 0.2)],
  ];
}

/** One word in all forms that `looseness` lets in. */
export function anyForm(word: Wanted, looseness: Looseness): string {
  const isOpen = (form: { prefix: boolean }) => looseness === 'any' && form.prefix;
  const typed = [
    { text: word.grams.join(' '), prefix: word.prefix },
    ...word.joins.map(({ word, prefix }) => ({ text: word, prefix })),
  ];
  const beginnings = typed.filter(isOpen).map(({ text }) => text);
  const whole = typed.filter((form) => !isOpen(form)).map(({ text }) => text);
  if (looseness !== 'exact') {
    whole.push(...word.stems.flatMap(storedOf), ...word.splits.map((halves) => halves.join(' ')));
  }
  if (looseness === 'any') {
    whole.push(
      ...word.corrections.flatMap(({ word, stems }) => [word, ...stems.flatMap(storedOf)]),
    );
  }
  // What a beginning takes in anyway is not asked for besides.
  const further = whole.filter((form) => !beginnings.some((open) => form.startsWith(open)));
  const forms = [
    ...further.map(phrase),
    ...beginnings.map((beginning) => `${phrase(beginning)} *`),
  ];
  if (looseness !== 'exact' && word.parts.length > 0) {
    forms.push(`(${word.parts.map(phrase).join(' AND ')})`);
  }
  return `(${[...new Set(forms)].join(' OR ')})`;
}

/** What the index has of words with this stem: a word that is its own stem stands for itself. */
function storedOf(stem: string): string[] {
  return [stem, stemMark + stem];
}

/** Folded words hold no quotation mark, so nothing in them can end the phrase. */
function phrase(words: string): string {
  return `"${words}"`;
}
