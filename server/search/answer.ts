import type { MarkedText } from '../../contract/widget-api.ts';
import { allWords, anyForm, type Tier, tiersOf, type Wanted } from './expression.ts';
import { markerOf } from './mark.ts';
import { analyseQuery, type Query, type QueryWord } from './query.ts';
import { stemOf } from './stem.ts';
import type { VisibleTexts } from './visible.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Found {
  results: FoundArticle[];
  /** How many articles match among those that the reader may see. */
  total: number;
}

export interface FoundArticle {
  id: number;
  title: string;
  titleRanges: MarkedText['ranges'];
  snippet: MarkedText;
  folder: { id: number; name: string };
  /** 1 for a title that is the query, less the looser the match. Says nothing about other texts. */
  score: number;
}

/** What a rung of the ladder found: the words to look for, and what a match is worth. */
interface Rung {
  readonly words: readonly Wanted[];
  readonly worth: number;
}

/**
 * Answers a query, down this ladder until something is found:
 * 1. texts with all words as typed, in any of their forms, the unfinished last one as a beginning;
 * 2. the same, words that no visible text has being corrected (one edit from 4 letters, two from 8);
 * 3. the same, every word being corrected;
 * 4. leaving out the words that fewest or else most visible texts have, as long as half of them stay.
 * Every rung asks for visible texts alone, also while it looks for corrections: a reader cannot tell a hidden
 * text from none.
 */
export function answerQuery(parts: {
  typed: string;
  languages: readonly string[];
  limit: number;
  texts: VisibleTexts;
  vocabulary: Vocabulary;
}): Found {
  const { typed, languages, limit, texts, vocabulary } = parts;
  const query = analyseQuery(typed, languages);
  if (query.words.length === 0) return { results: [], total: 0 };
  const titlesOnly = isOneLetter(query.words);
  const rung = climb(query, languages, titlesOnly, texts, vocabulary);
  if (!rung) return { results: [], total: 0 };
  const groups = tiersOf(rung.words, query, titlesOnly);
  const { found, total } = rank(groups, limit, texts);
  const marker = markerOf(rung.words);
  return {
    results: found.flatMap(({ id, score }) => {
      const text = texts.show(id);
      if (!text) return [];
      return {
        id: text.article,
        title: text.title,
        titleRanges: marker.mark(text.title, text.locale),
        snippet: marker.snippet(text.plain, text.locale),
        folder: text.folder,
        score: Math.round(score * rung.worth * 100) / 100,
      };
    }),
    total,
  };
}

/** The first letter of a word begins some word of nearly every text; only titles and tags are told apart by it. */
function isOneLetter(words: readonly QueryWord[]): boolean {
  const [only] = words;
  return words.length === 1 && only?.prefix === true && /^[a-z0-9]$/.test(only.grams.join(' '));
}

const worthCorrected = 0.5;

function climb(
  query: Query,
  languages: readonly string[],
  titlesOnly: boolean,
  texts: VisibleTexts,
  vocabulary: Vocabulary,
): Rung | null {
  const typed = query.words.map((word): Wanted => withSplits(word, vocabulary));
  const index = titlesOnly ? 'titles' : 'texts';
  const finds = (words: readonly Wanted[]) => texts.count({ index, match: allWords(words) }, 1) > 0;
  if (finds(typed)) return { words: typed, worth: 1 };

  const known = typed.map((word) => has(texts, anyForm(word, 'any')));
  const correct = (word: Wanted) => corrected(word, languages, texts, vocabulary);
  const unknownCorrected = typed.map((word, at) => (known[at] ? word : correct(word)));
  if (known.includes(false) && finds(unknownCorrected)) {
    return { words: unknownCorrected, worth: worthCorrected };
  }
  const allCorrected = unknownCorrected.map((word, at) => (known[at] ? correct(word) : word));
  if (known.includes(true) && finds(allCorrected)) {
    return { words: allCorrected, worth: worthCorrected };
  }
  return leaveOut(unknownCorrected, finds, texts);
}

/** Counting how common a word is ends here; beyond, words are equally common. */
const commonEnough = 2_000;

function leaveOut(
  words: readonly Wanted[],
  finds: (words: readonly Wanted[]) => boolean,
  texts: VisibleTexts,
): Rung | null {
  const counted = words
    .map((word, at) => ({
      word,
      at,
      count: texts.count({ index: 'texts', match: anyForm(word, 'any') }, commonEnough),
    }))
    .sort((one, other) => one.count - other.count || one.at - other.at);
  const staying = counted.filter(({ count }) => count > 0);
  const least = Math.ceil(words.length / 2);
  for (let size = staying.length; size >= Math.max(least, 1); size -= 1) {
    const rest = staying
      .slice(0, size)
      .sort((one, other) => one.at - other.at)
      .map(({ word }) => word);
    if (rest.length < words.length && finds(rest)) {
      return { words: rest, worth: (worthCorrected * rest.length) / words.length };
    }
  }
  return null;
}

/** The best `limit` texts, and how many match in all. */
function rank(groups: readonly Tier[][], limit: number, texts: VisibleTexts) {
  const scores = new Map<number, number>();
  const widest = groups.at(-1)?.at(-1);
  for (const group of groups) {
    const loosest = group.at(-1);
    if (group.length > 1 && loosest && loosest !== widest && texts.count(loosest, 1) === 0)
      continue;
    for (const tier of group) {
      const ids = texts.find(tier, limit + 1);
      for (const id of ids) if (!scores.has(id)) scores.set(id, tier.score);
      if (tier === widest && ids.length <= limit) return best(scores, limit, scores.size);
      if (scores.size > limit) break;
    }
    if (scores.size > limit) break;
  }
  return best(scores, limit, widest ? texts.count(widest) : 0);
}

function best(scores: ReadonlyMap<number, number>, limit: number, total: number) {
  return { found: [...scores].slice(0, limit).map(([id, score]) => ({ id, score })), total };
}

function has(texts: VisibleTexts, match: string): boolean {
  return texts.count({ index: 'texts', match }, 1) > 0;
}

const shortestHalf = 2;

function withSplits(word: QueryWord, vocabulary: Vocabulary): Wanted {
  const whole = word.grams.length === 1 ? (word.grams[0] ?? '') : '';
  const splits: [string, string][] = [];
  if (word.correctable) {
    for (let at = shortestHalf; at <= whole.length - shortestHalf; at += 1) {
      const halves: [string, string] = [whole.slice(0, at), whole.slice(at)];
      if (halves.every((half) => vocabulary.has(half))) splits.push(halves);
    }
  }
  return { ...word, splits, corrections: [] };
}

/** More alternatives than these make the answer worse. */
const mostCorrections = 6;

/** The word with what may have been meant by it, of the words that stand in a text which the reader may see. */
function corrected(
  word: Wanted,
  languages: readonly string[],
  texts: VisibleTexts,
  vocabulary: Vocabulary,
): Wanted {
  const [whole] = word.grams;
  if (!word.correctable || whole === undefined) return word;
  const seen: string[] = [];
  for (const open of word.prefix ? [false, true] : [false]) {
    for (const term of vocabulary.near(whole, open)) {
      if (seen.length >= mostCorrections) break;
      if (!seen.includes(term) && has(texts, `"${term}"`)) seen.push(term);
    }
    if (seen.length > 0) break;
  }
  return {
    ...word,
    corrections: seen.map((term) => ({
      word: term,
      stems: languages.flatMap((language) => stemOf(term, language) ?? []),
    })),
  };
}
