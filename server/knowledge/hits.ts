import { sql } from 'kysely';
import type { Store } from '../store/store.ts';

/** Counts how often articles are read. Kept in memory and added to the store in bulk, off the request's path. */
export interface Hits {
  count(article: number): void;
  /** Stores what has been counted. Called on a timer and at the end. */
  flush(): Promise<void>;
}

/** Reading that is nobody's reading. */
export const uncounted: Hits = { count() {}, async flush() {} };

export function openHits(store: Store): Hits {
  let counted = new Map<number, number>();

  return {
    count(article) {
      counted.set(article, (counted.get(article) ?? 0) + 1);
    },
    async flush() {
      if (counted.size === 0) return;
      const batch = counted;
      counted = new Map();
      await store.write(async (transaction) => {
        for (const [article, reads] of batch) {
          await transaction
            .updateTable('article')
            .set({ hits: sql<number>`hits + ${reads}` })
            .where('id', '=', article)
            .execute();
        }
      });
    },
  };
}
