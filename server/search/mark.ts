import type { MarkedText } from '../../contract/widget-api.ts';
import { analyseText, stemOfToken, type Token } from './analyse.ts';
import type { Wanted } from './expression.ts';
import { fold } from './fold.ts';

/** What the words of a query look like in a text. */
export interface Marker {
  /** The parts of `text` that match: ascending, never overlapping. */
  mark(text: string, locale: string): MarkedText['ranges'];
  /** The stretch of `plain` that shows the most words of the query, with its matches. */
  snippet(plain: string, locale: string): MarkedText;
}

interface Sequence {
  readonly words: readonly string[];
  readonly prefix: boolean;
}

export function markerOf(wanted: readonly Wanted[]): Marker {
  const sequences = wanted.flatMap(sequencesOf);
  const meanings = wanted.flatMap(meaningsOf);
  const stems = new Set(meanings.flatMap((meaning) => meaning.stems));
  // To stem every word of every text would take longer than to find it: all forms have the first letter.
  const initials = meanings.flatMap(({ word, stems }) =>
    stems.map((stem) => sharedStart(stem, word).slice(0, 1)),
  );
  const needles = wanted.map(needlesOf);

  function isForm(token: Token, locale: string): boolean {
    if (!initials.some((initial) => token.word.includes(initial))) return false;
    const stem = stemOfToken(token, locale);
    return stem !== null && stems.has(stem);
  }

  function mark(text: string, locale: string): MarkedText['ranges'] {
    const tokens = analyseText(text, locale);
    const ranges: MarkedText['ranges'] = [];
    for (const [at, token] of tokens.entries()) {
      let end = isForm(token, locale) ? token.end : -1;
      for (const sequence of sequences) end = Math.max(end, endOf(sequence, tokens, at, text));
      if (end <= token.start) continue;
      const last = ranges.at(-1);
      if (last && token.start <= last[1]) last[1] = Math.max(last[1], end);
      else ranges.push([token.start, end]);
    }
    return ranges;
  }

  /** The stretches to try: those with most words of the query, the earliest first. */
  function promisingIn(stretches: readonly string[]): number[] {
    const some: { at: number; hits: number }[] = [];
    let complete = 0;
    for (const [at, raw] of stretches.entries()) {
      const hits = hitsIn(raw, needles);
      if (hits > 0) some.push({ at, hits });
      // None that comes later can stand before these.
      if (hits === needles.length) complete += 1;
      if (complete === mostTried) break;
    }
    some.sort((one, other) => other.hits - one.hits || one.at - other.at);
    return some.slice(0, mostTried).map(({ at }) => at);
  }

  return {
    mark,
    snippet(plain, locale) {
      const stretches = stretchesOf(plain.slice(0, longestScan));
      for (const at of promisingIn(stretches)) {
        const text = shownOf(stretches, at);
        const ranges = mark(text, locale);
        if (ranges.length > 0) return { text, ranges };
      }
      return { text: shownOf(stretches, 0), ranges: [] };
    },
  };
}

/** Matches further down are found, but not shown. */
const longestScan = 60_000;
const mostTried = 4;
const shortestStretch = 120;
const longestStretch = 220;

/** Sentences, joined or cut until they are long enough to make sense and short enough to be read at a glance. */
function stretchesOf(plain: string): string[] {
  const stretches: string[] = [];
  let start = 0;
  while (start < plain.length) {
    let end = start + longestStretch;
    if (end < plain.length) {
      const window = plain.slice(start + shortestStretch, end);
      const sentence = Math.max(
        window.lastIndexOf('. '),
        window.lastIndexOf('\n'),
        window.lastIndexOf('。'),
      );
      const space = window.lastIndexOf(' ');
      if (sentence >= 0) end = start + shortestStretch + sentence + 1;
      else if (space >= 0) end = start + shortestStretch + space + 1;
      else if (isLowSurrogate(plain.charCodeAt(end))) end += 1;
    }
    stretches.push(plain.slice(start, end));
    start = end;
  }
  return stretches.length > 0 ? stretches : [''];
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/** Control characters, and those that turn the direction of everything after them. */
const unshown = /[\p{Cc}\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+/gu;

function shownOf(stretches: readonly string[], at: number): string {
  const text = (stretches[at] ?? '')
    .toWellFormed()
    .replace(/\s+/g, ' ')
    .replace(unshown, '')
    .trim();
  return `${at > 0 ? '… ' : ''}${text}${at < stretches.length - 1 ? ' …' : ''}`;
}

/** Letters, digits and what parts them: nothing to fold but their case. */
const plainAscii = /^[\s!#-&(-[\]-~]*$/;

function hitsIn(stretch: string, needles: readonly (readonly string[])[]): number {
  const folded = plainAscii.test(stretch) ? stretch.toLowerCase() : fold(stretch);
  return needles.filter((some) => some.some((needle) => folded.includes(needle))).length;
}

function sequencesOf({ grams, prefix, parts, joins, splits, corrections }: Wanted): Sequence[] {
  return [
    { words: grams, prefix },
    ...parts.map((part) => ({ words: [part], prefix: false })),
    ...joins.map((join) => ({ words: [join.word], prefix: join.prefix })),
    ...splits.map((words) => ({ words, prefix: false })),
    ...corrections.map(({ word }) => ({ words: [word], prefix: false })),
  ];
}

/** What a folded stretch must contain for any form of the word to be in it. */
function needlesOf(wanted: Wanted): string[] {
  const needles = meaningsOf(wanted).flatMap(({ word, stems }) => [
    word,
    ...stems.map((stem) => sharedStart(stem, word)),
  ]);
  const splits = wanted.splits.map((halves) => halves.join(' '));
  return [...needles, ...splits, ...wanted.parts].filter((needle) => needle !== '');
}

/** The word, and what may have been meant by it, each with its stems. */
function meaningsOf({ grams, stems, corrections }: Wanted) {
  return [{ word: runOf(grams), stems }, ...corrections];
}

/** The characters that overlapping pairs were made of. */
function runOf(grams: readonly string[]): string {
  return grams.map((gram, at) => (at === 0 ? gram : Array.from(gram).slice(1).join(''))).join('');
}

function sharedStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return one.slice(0, length);
}

/** Where the match that starts with token `at` ends in the text, or -1. */
function endOf(sequence: Sequence, tokens: readonly Token[], at: number, text: string): number {
  let end = -1;
  for (const [step, word] of sequence.words.entries()) {
    const token = tokens[at + step];
    if (!token) return -1;
    const isLast = step === sequence.words.length - 1;
    if (token.word === word || token.parts.includes(word)) end = token.end;
    else if (isLast && sequence.prefix && token.word.startsWith(word)) {
      end = token.gram ? token.start + firstLength(text, token) : token.end;
    } else return -1;
  }
  return end;
}

/** A pair that matches by its first character alone lends no colour to the second. */
function firstLength(text: string, token: Token): number {
  return (text.codePointAt(token.start) ?? 0) > 0xffff ? 2 : 1;
}
