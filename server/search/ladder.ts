import { allWords, anyForm, type Match, type Wanted } from './expression.ts';
import type { Query, QueryWord } from './query.ts';
import { stemOf } from './stem.ts';
import type { VisibleTexts } from './visible.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Where the ladder ended: the words to look for, and what a match of them is worth. */
export interface Rung {
  readonly words: readonly Wanted[];
  /** 0 to 1. */
  readonly worth: number;
  /** How many texts have all the words. */
  readonly total: number;
}

export interface Climber {
  readonly languages: readonly string[];
  readonly texts: VisibleTexts;
  readonly vocabulary: Vocabulary;
  /** Which index must have the words. */
  readonly index: Match['index'];
}

const worthCorrected = 0.5;

/**
 * Goes down this ladder until something is found:
 * 1. texts with all words as typed, in any of their forms, the unfinished last one as a beginning;
 * 2. the same, words that no visible text has being corrected (one edit from 4 letters, two from 8);
 * 3. the same, every word being corrected;
 * 4. leaving out the words that fewest or else most visible texts have, as long as half of them stay.
 * Every rung asks for visible texts alone, also while it looks for corrections: a reader cannot tell a hidden
 * text from none.
 */
export function climb(query: Query, climber: Climber): Rung | null {
  const { texts, vocabulary } = climber;
  const typed = query.words.map((word) => asWritten(word, vocabulary));
  const first = rungOf(typed, 1, climber);
  if (first) return first;

  const known = typed.map((word) => isSomewhere(texts, anyForm(word, 'any')));
  const second = typed.map((word, at) => (known[at] ? word : corrected(word, climber)));
  const third = second.map((word, at) => (known[at] ? corrected(word, climber) : word));
  return (
    rungOf(second, worthCorrected, climber) ??
    rungOf(third, worthCorrected, climber) ??
    leaveOut(second, climber)
  );
}

function rungOf(words: readonly Wanted[], worth: number, climber: Climber): Rung | null {
  const all = { index: climber.index, match: allWords(words) };
  const total = climber.texts.count(all);
  return total > 0 ? { words, worth, total } : null;
}

/** Counting how common a word is ends here; beyond, words are equally common. */
const commonEnough = 2_000;

function leaveOut(words: readonly Wanted[], climber: Climber): Rung | null {
  const staying = words
    .map((word, at) => ({
      word,
      at,
      count: climber.texts.count({ index: 'texts', match: anyForm(word, 'any') }, commonEnough),
    }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => one.count - other.count || one.at - other.at);
  const most = Math.min(staying.length, words.length - 1);
  for (let size = most; size >= Math.ceil(words.length / 2); size -= 1) {
    const rest = staying
      .slice(0, size)
      .sort((one, other) => one.at - other.at)
      .map(({ word }) => word);
    const found = rungOf(rest, (worthCorrected * size) / words.length, climber);
    if (found) return found;
  }
  return null;
}

const shortestHalf = 2;

/** The word with those ways to write it in one or in two that some text knows. */
function asWritten(word: QueryWord, vocabulary: Vocabulary): Wanted {
  const [whole = '', ...others] = word.grams;
  const splits: [string, string][] = [];
  if (word.correctable && others.length === 0) {
    for (let at = shortestHalf; at <= whole.length - shortestHalf; at += 1) {
      const halves: [string, string] = [whole.slice(0, at), whole.slice(at)];
      if (halves.every((half) => vocabulary.has(half))) splits.push(halves);
    }
  }
  // What no text has need not be asked for in every statement.
  const joins = word.joins.filter((join) => join.prefix || vocabulary.has(join.word));
  return { ...word, joins, splits, corrections: [] };
}

/** More alternatives than these make the answer worse. */
const mostCorrections = 6;

/** The word with what may have been meant by it, of the words that stand in a text which the reader may see. */
function corrected(word: Wanted, { languages, texts, vocabulary }: Climber): Wanted {
  const [whole] = word.grams;
  if (!word.correctable || whole === undefined) return word;
  const visible = (open: boolean): string[] => {
    const terms: string[] = [];
    for (const term of vocabulary.near(whole, open)) {
      if (terms.length === mostCorrections) break;
      if (isSomewhere(texts, `"${term}"`)) terms.push(term);
    }
    return terms;
  };
  const finished = visible(false);
  const terms = finished.length > 0 || !word.prefix ? finished : visible(true);
  return {
    ...word,
    corrections: terms.map((term) => ({
      word: term,
      stems: languages.flatMap((language) => stemOf(term, language) ?? []),
    })),
  };
}

function isSomewhere(texts: VisibleTexts, match: string): boolean {
  return texts.count({ index: 'texts', match }, 1) > 0;
}
