import QuickLRU from 'quick-lru';
import snowball from 'snowball-stemmers';
import { fold, lower } from './fold.ts';

const algorithms: Readonly<Record<string, string>> = {
  ar: 'arabic',
  ca: 'catalan',
  cs: 'czech',
  da: 'danish',
  de: 'german',
  en: 'english',
  es: 'spanish',
  eu: 'basque',
  fi: 'finnish',
  fr: 'french',
  ga: 'irish',
  hu: 'hungarian',
  hy: 'armenian',
  it: 'italian',
  nb: 'norwegian',
  nl: 'dutch',
  nn: 'norwegian',
  no: 'norwegian',
  pt: 'portuguese',
  ro: 'romanian',
  ru: 'russian',
  sl: 'slovene',
  sv: 'swedish',
  ta: 'tamil',
  tr: 'turkish',
};

/** A stem costs about 6 µs; texts say the same few thousand words again and again. */
const remembered = 20_000;
const longest = 40;
const letters = /^[\p{L}\p{M}]+$/u;

type Stemmer = (word: string) => string | null;
const stemmers = new Map<string, Stemmer>();

/** The folded stem of a word, or null where its language has no stemmer or it is not made of letters. */
export function stemOf(word: string, locale: string): string | null {
  const algorithm = algorithms[baseOf(locale)];
  if (!algorithm || word.length > longest) return null;
  let stem = stemmers.get(algorithm);
  if (!stem) {
    stem = remembering(algorithm);
    stemmers.set(algorithm, stem);
  }
  return stem(word);
}

/** The language of a locale: `pt` of `pt-BR`. */
export function baseOf(locale: string): string {
  const end = locale.search(/[-_]/);
  return (end < 0 ? locale : locale.slice(0, end)).toLowerCase();
}

function remembering(algorithm: string): Stemmer {
  const stemmer = snowball.newStemmer(algorithm);
  const known = new QuickLRU<string, string | null>({ maxSize: remembered });
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const stem = letters.test(word) ? fold(stemmer.stem(lower(word))) : null;
    known.set(word, stem);
    return stem;
  };
}
