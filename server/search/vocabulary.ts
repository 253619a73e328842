import type { DatabaseSync } from 'node:sqlite';
import { editsBetween } from './distance.ts';

/** The words of all texts, in memory. It knows words that a reader may not see: see `near`. */
export interface Vocabulary {
  has(word: string): boolean;
  /**
   * Words that may have been meant by `typed`, the most likely first. The order between two words depends on
   * those two alone, so leaving some out (those of hidden texts, before any use) moves none of the others.
   * @param open also words that only begin with something near.
   */
  near(typed: string, open: boolean): string[];
}

const shortestCorrected = 4;
const twoEditsFrom = 8;

/** Reads the vocabulary, and what joined it since, at each use. */
export function openVocabulary(database: DatabaseSync): () => Vocabulary {
  const newer = database.prepare('select id, term from search_term where id > ? order by id');
  const known = new Set<string>();
  const terms: string[] = [];
  const letters: number[] = [];
  let last = 0;

  const vocabulary: Vocabulary = {
    has: (word) => known.has(word),
    near(typed, open) {
      if (typed.length < shortestCorrected) return [];
      const most = typed.length >= twoEditsFrom ? 2 : 1;
      const wanted = lettersOf(typed);
      const found: { term: string; edits: number; sameStart: boolean }[] = [];
      for (let at = 0; at < letters.length; at += 1) {
        const have = letters[at] ?? 0;
        if (bits(wanted & ~have) > most || (!open && bits(have & ~wanted) > most)) continue;
        const term = terms[at] ?? '';
        const sameStart = term.charCodeAt(0) === typed.charCodeAt(0);
        // Beginnings are many; few people mistake the first letter.
        if ((open && !sameStart) || term === typed) continue;
        const edits = editsBetween(typed, term, most, open);
        if (edits !== null) found.push({ term, edits, sameStart });
      }
      return found
        .sort(
          (one, other) =>
            one.edits - other.edits ||
            Number(other.sameStart) - Number(one.sameStart) ||
            one.term.length - other.term.length ||
            (one.term < other.term ? -1 : 1),
        )
        .map(({ term }) => term);
    },
  };

  return () => {
    for (const { id, term } of newer.iterate(last)) {
      last = Number(id);
      const word = String(term);
      if (known.has(word)) continue;
      known.add(word);
      terms.push(word);
      letters.push(lettersOf(word));
    }
    return vocabulary;
  };
}

/** Which letters a word has, 32 classes of them: an edit changes at most one of them on either side. */
function lettersOf(word: string): number {
  let set = 0;
  for (let at = 0; at < word.length; at += 1) set |= 1 << (word.charCodeAt(at) & 31);
  return set;
}

function bits(set: number): number {
  let count = set - ((set >>> 1) & 0x55555555);
  count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
  return (((count + (count >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
