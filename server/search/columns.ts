import { analyseText, stemOfToken, type Token } from './analyse.ts';

/** What is stored of a text, in the columns of the index: words parted by spaces, in the order of the text. */
export interface IndexedColumns {
  title: string;
  tags: string;
  lead: string;
  body: string;
  /** Every word that a typing error may have meant. */
  terms: string[];
  /** Shorter titles say more with the same words. */
  titleWords: number;
}

/** Stands before the stem of a word that is another one: `~share` of `sharing`. */
export const stemMark = '~';
/** Stands after the last word of a title: a phrase that ends with it matches whole titles. */
export const endMark = '$';

/** A text is about the words that it opens with and those that it keeps coming back to. */
const openingWords = 60;
const oftenEnough = 4;

export function columnsOf(text: {
  title: string;
  plain: string;
  tags: readonly string[];
  locale: string;
}): IndexedColumns {
  const title = analyseText(text.title, text.locale);
  const tags = text.tags.flatMap((tag) => analyseText(tag, text.locale));
  const body = analyseText(text.plain, text.locale);
  return {
    title: stored(title, text.locale, [endMark]),
    tags: stored(tags, text.locale),
    lead: stored(leadOf(body), text.locale),
    body: stored(body, text.locale),
    terms: termsOf([...title, ...tags, ...body]),
    titleWords: title.length,
  };
}

/**
 * Words come first and unbroken, for phrases; then what else finds them, each once. A word that is its own stem stands
 * for both.
 */
function stored(tokens: readonly Token[], locale: string, end: readonly string[] = []): string {
  const further = new Set<string>();
  for (const token of tokens) {
    const stem = stemOfToken(token, locale);
    for (const part of token.parts) further.add(part);
    if (stem !== null && stem !== token.word) further.add(stemMark + stem);
  }
  return [...tokens.map((token) => token.word), ...end, ...further].join(' ');
}

function leadOf(body: readonly Token[]): Token[] {
  const uses = new Map<string, number>();
  for (const { word } of body) uses.set(word, (uses.get(word) ?? 0) + 1);
  const opening = body.slice(0, openingWords);
  const seen = new Set(opening.map((token) => token.word));
  const refrains = body.slice(openingWords).filter(({ word }) => {
    if (seen.has(word) || (uses.get(word) ?? 0) < oftenEnough) return false;
    seen.add(word);
    return true;
  });
  return [...opening, ...refrains];
}

const shortestTerm = 2;

function termsOf(tokens: readonly Token[]): string[] {
  const terms = new Set<string>();
  for (const { word, parts, gram } of tokens) {
    if (gram) continue;
    for (const term of [word, ...parts]) if (term.length >= shortestTerm) terms.add(term);
  }
  return [...terms];
}
