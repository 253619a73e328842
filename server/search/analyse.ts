import { fold } from './fold.ts';
import { baseOf, stemOf } from './stem.ts';

/** One word of a text, or one pair of neighbouring characters where the script writes no spaces. */
export interface Token {
  /** Folded. What phrases are made of, in the order of the text. */
  readonly word: string;
  /** Further words that find it: the parts of `example.com`, `2.1.0` of `v2.1.0`. */
  readonly parts: readonly string[];
  /** What is stemmed: `word` with its accents, which stemmers expect. */
  readonly written: string;
  /** A pair (or a lone character) of Chinese or Japanese. */
  readonly gram: boolean;
  /** `[start, end)` in UTF-16 units of the text. */
  readonly start: number;
  readonly end: number;
}

/** Longer words are cut here, in texts as in queries. */
const longestWord = 64;

const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{scx=Katakana}ー々〆]/u;
const pieces =
  /[\p{sc=Han}\p{scx=Hiragana}\p{scx=Katakana}々〆]+|[^\p{sc=Han}\p{scx=Hiragana}\p{scx=Katakana}々〆]+/gu;
const wordLike = /[\p{L}\p{N}]/u;
const pictograph = /\p{Extended_Pictographic}/u;
const simple = /^[a-z0-9]+$/i;
const inner = /[^\p{L}\p{N}\p{M}]+/u;
const elision =
  /^(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu|un|dell|nell|all|sull|dall|quest)['’](?=\p{L}{2})/iu;
const possessive = /['’]s$/i;

const segmenters = new Map<string, Intl.Segmenter>();

/**
 * The words of `text`, in order, with where they stand. Pure: the same for texts and queries, on every engine.
 * Chinese and Japanese become overlapping pairs of characters, so that a query never depends on how a text was cut.
 */
export function analyseText(text: string, locale: string): Token[] {
  const tokens: Token[] = [];
  let run: Character[] = [];
  const endRun = () => {
    if (run.length > 0) pushGrams(run, tokens);
    run = [];
  };
  for (const { segment, index, isWordLike } of segmenterOf(locale).segment(text.toWellFormed())) {
    if (!isWordLike && !wordLike.test(segment) && !pictograph.test(segment)) {
      endRun();
      continue;
    }
    if (simple.test(segment)) {
      endRun();
      tokens.push(simpleToken(segment, index));
      continue;
    }
    for (const piece of segment.matchAll(pieces)) {
      const start = index + piece.index;
      if (unspaced.test(piece[0])) {
        run.push(...charactersOf(piece[0], start));
      } else {
        endRun();
        const token = tokenOf(piece[0], start);
        if (token) tokens.push(token);
      }
    }
  }
  endRun();
  return tokens;
}

export function segmenterOf(locale: string): Intl.Segmenter {
  const language = baseOf(locale);
  const known = segmenters.get(language);
  if (known) return known;
  const supported = Intl.Segmenter.supportedLocalesOf(
    /^[a-z]{2,3}$/.test(language) ? language : [],
  );
  const made = new Intl.Segmenter(supported, { granularity: 'word' });
  segmenters.set(language, made);
  return made;
}

/** Whether a folded text is written without spaces (Chinese, Japanese). */
export function isUnspaced(text: string): boolean {
  return unspaced.test(text);
}

/** The folded stem of a word of a text in `locale`, null where it has none. */
export function stemOfToken({ gram, written }: Token, locale: string): string | null {
  return gram ? null : stemOf(written, locale);
}

/** Most words of most texts: nothing to fold but their case. */
function simpleToken(segment: string, start: number): Token {
  const word = cut(segment.toLowerCase());
  const parts = /^v\d/.test(word) ? [word.slice(1)] : [];
  const end = start + segment.length;
  return { word, parts, written: word, gram: false, start, end };
}

function tokenOf(segment: string, start: number): Token | null {
  const skipped = elision.exec(segment)?.[0].length ?? 0;
  const bare = segment.slice(skipped).replace(possessive, '');
  const word = cut(fold(bare));
  if (word === '') return null;
  const end = start + segment.length;
  return {
    word,
    parts: partsOf(word),
    written: bare,
    gram: false,
    start: start + skipped,
    end,
  };
}

function partsOf(word: string): string[] {
  const parts = word.split(inner).filter((part) => part !== '' && part !== word);
  if (/^v\d/.test(word)) parts.push(word.slice(1));
  return [...new Set(parts)];
}

interface Character {
  folded: string;
  start: number;
  end: number;
}

/** Half-width katakana carries its voice marks as characters of their own; they belong to the one before. */
const voiceMark = /[\u3099\u309a\uff9e\uff9f]/;

function charactersOf(text: string, offset: number): Character[] {
  const characters: { raw: string; start: number }[] = [];
  let start = offset;
  for (const raw of text) {
    const last = characters.at(-1);
    if (last && voiceMark.test(raw)) last.raw += raw;
    else characters.push({ raw, start });
    start += raw.length;
  }
  return characters.flatMap(({ raw, start }) => {
    const folded = fold(raw);
    return folded === '' ? [] : [{ folded, start, end: start + raw.length }];
  });
}

function pushGrams(run: readonly Character[], tokens: Token[]): void {
  const push = (word: string, start: number, end: number) =>
    tokens.push({ word, parts: [], written: word, gram: true, start, end });
  for (const [at, first] of run.entries()) {
    const second = run[at + 1];
    // The last character stands alone too, so that one character finds it wherever it stands.
    if (second) push(first.folded + second.folded, first.start, second.end);
    else push(first.folded, first.start, first.end);
  }
}

function cut(word: string): string {
  return word.length > longestWord ? word.slice(0, longestWord).toWellFormed() : word;
}
