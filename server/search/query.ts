import { analyseText, isUnspaced, segmenterOf, type Token } from './analyse.ts';
import { fold } from './fold.ts';
import { baseOf, stemOf } from './stem.ts';

/** A query as read: what each word may be matched by. Nothing in it has a meaning beyond its letters. */
export interface Query {
  readonly words: readonly QueryWord[];
  /** The query as a text, for finding it word for word. */
  readonly phrase: readonly string[];
  /** Whether the last word may still be unfinished. */
  readonly unfinished: boolean;
}

export interface QueryWord {
  /** Folded; of Chinese and Japanese the pairs of characters that must follow each other. */
  readonly grams: readonly string[];
  readonly stems: readonly string[];
  /** Matches whatever begins with the last gram. */
  readonly prefix: boolean;
  /** Instead of the word itself, all of these: the parts of `foo.bar`. */
  readonly parts: readonly string[];
  /** Together with a neighbour: `login` for `log` and `in`. */
  readonly joins: readonly { readonly word: string; readonly prefix: boolean }[];
  /** Whether typing errors are looked for: not in numbers, not in Chinese or Japanese. */
  readonly correctable: boolean;
}

/** What lies beyond is not searched for. */
const longestQuery = 200;
const mostWords = 16;
/** Languages beyond these do not stem the query. */
const mostLanguages = 4;
/** Longer words are not written together with a neighbour by anyone. */
const longestJoin = 24;

/**
 * Reads what a reader typed. The last word may be unfinished unless white space follows it.
 * @param languages preferred ones first; the query is stemmed in each.
 */
export function analyseQuery(typed: string, languages: readonly string[]): Query {
  const text = typed.slice(0, longestQuery).toWellFormed();
  const stemmed = [...new Set(languages.map(baseOf))].slice(0, mostLanguages);
  const tokens = analyseText(text, stemmed[0] ?? '');
  const unfinished = !/\s$/u.test(text);
  const spans = tokens.some((token) => token.gram)
    ? cutRuns(text, tokens, stemmed)
    : tokens.map(one);
  const kept = withoutParticles(spans).slice(0, mostWords);
  const words = kept.map((span, at): QueryWord => {
    const [token] = span;
    const word = token?.word ?? '';
    const isLast = span === spans.at(-1);
    const gram = token?.gram ?? false;
    return {
      grams: span.map(({ word }) => word),
      stems: gram ? [] : stemsOf(text.slice(token?.start, token?.end), word, stemmed),
      // A lone character is looked for inside of runs; Korean hangs its particles on the word.
      prefix: (unfinished && isLast) || (gram && span.length === 1) || hangul.test(word),
      // Of v2.1.0 the number alone says the same.
      parts: /^v\d/.test(word) ? [word.slice(1)] : (token?.parts ?? []),
      joins: gram ? [] : joinsOf(kept, at, unfinished),
      correctable: !gram && lettersOnly.test(word),
    };
  });
  return { words, phrase: tokens.map((token) => token.word), unfinished };
}

const hangul = /^\p{sc=Hangul}+$/u;
const lettersOnly = /^[\p{L}\p{M}]+$/u;

/** Tokens that stand for one word of the query: several where a word has more than two characters of a run. */
type Span = readonly Token[];

function one(token: Token): Span {
  return [token];
}

/**
 * Cuts runs of Chinese and Japanese into words, each a phrase of pairs. A text's own cut does not matter:
 * what the query's cut separates is found wherever the characters of each word follow each other.
 */
function cutRuns(text: string, tokens: readonly Token[], languages: readonly string[]): Span[] {
  const spans: Span[] = tokens.filter((token) => !token.gram).map(one);
  const locale = languages.find((language) => language === 'ja' || language === 'zh') ?? 'ja';
  for (const { segment, index, isWordLike } of segmenterOf(locale).segment(text)) {
    if (!isWordLike || !isUnspaced(fold(segment))) continue;
    const grams = analyseText(segment, locale).filter((token) => token.gram);
    // The lone last character is implied by the pair before it.
    const pairs = grams.length > 1 ? grams.slice(0, -1) : grams;
    const placed = pairs.map((pair) => ({
      ...pair,
      start: pair.start + index,
      end: pair.end + index,
    }));
    if (placed.length > 0) spans.push(placed);
  }
  return spans.sort((before, after) => (before[0]?.start ?? 0) - (after[0]?.start ?? 0));
}

const particle = /^\p{sc=Hiragana}$/u;

/** Lone hiragana are particles and endings; they say nothing beside a word. */
function withoutParticles(spans: readonly Span[]): readonly Span[] {
  const telling = spans.filter(
    (span) => !(span.length === 1 && particle.test(span[0]?.word ?? '')),
  );
  return telling.length > 0 ? telling : spans;
}

function stemsOf(written: string, folded: string, languages: readonly string[]): string[] {
  const stems = languages.flatMap((language) => [
    stemOf(written.replace(/['’]s$/i, ''), language),
    stemOf(folded, language),
  ]);
  return [...new Set(stems.filter((stem) => stem !== null))];
}

function joinsOf(spans: readonly Span[], at: number, unfinished: boolean): QueryWord['joins'] {
  const [before, self, after] = [spans[at - 1]?.[0], spans[at]?.[0], spans[at + 1]?.[0]];
  const joined = [
    { parts: [before, self], prefix: unfinished && at + 1 === spans.length },
    { parts: [self, after], prefix: unfinished && at + 2 === spans.length },
  ];
  return joined.flatMap(({ parts: [first, second], prefix }) => {
    if (!first || !second || first.gram || second.gram) return [];
    const word = first.word + second.word;
    return word.length <= longestJoin && /^[\p{L}\p{M}]+$/u.test(word) ? [{ word, prefix }] : [];
  });
}
