import type { SearchResult } from '../../contract/widget-api.ts';
import { type Tier, tiersOf } from './expression.ts';
import { climb } from './ladder.ts';
import { markerOf } from './mark.ts';
import { analyseQuery, type QueryWord } from './query.ts';
import type { VisibleTexts } from './visible.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Found {
  results: SearchResult[];
  /** How many articles match among those that the reader may see. */
  total: number;
}

/**
 * The best `limit` texts for what was typed. A result's score is 1 for a title that is the query and less the
 * looser the match; it says nothing about other texts.
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
  const climber = { languages, texts, vocabulary };
  const inTitles = isOneLetter(query.words) ? climb(query, { ...climber, index: 'titles' }) : null;
  const rung = inTitles ?? climb(query, { ...climber, index: 'texts' });
  if (!rung) return { results: [], total: 0 };
  const found = rank(tiersOf(rung.words, query, inTitles !== null), limit, texts);
  const shown = texts.show(found.map(({ id }) => id));
  const marker = markerOf(rung.words);
  return {
    results: found.flatMap(({ id, score }) => {
      const text = shown.get(id);
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
    total: rung.total,
  };
}

/** The first letter of a word begins some word of nearly every text; titles and tags come alone where any has it. */
function isOneLetter(words: readonly QueryWord[]): boolean {
  const [only] = words;
  return words.length === 1 && only?.prefix === true && /^[a-z0-9]$/.test(only.grams.join(' '));
}

function rank(groups: readonly Tier[][], limit: number, texts: VisibleTexts) {
  const scores = new Map<number, number>();
  for (const group of groups) {
    const loosest = group.at(-1);
    // That something is in the last one is known.
    const mayBeEmpty = group.length > 1 && group !== groups.at(-1);
    if (!loosest || (mayBeEmpty && texts.count(loosest, 1) === 0)) continue;
    for (const tier of group) {
      for (const id of texts.find(tier, limit)) {
        if (!scores.has(id)) scores.set(id, tier.score);
      }
      if (scores.size >= limit) break;
    }
    if (scores.size >= limit) break;
  }
  return [...scores].slice(0, limit).map(([id, score]) => ({ id, score }));
}
