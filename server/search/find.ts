import { availableParallelism } from 'node:os';
import type { SearchResult } from '../../contract/widget-api.ts';
import type { Audience } from '../visibility/audience.ts';
import { openPool } from './pool.ts';

export interface Search {
  /**
   * The articles that match `query` among those that `audience` may see, best first, each in the one text that
   * this reader would be shown. At most 200 characters and 16 words of the query count; white space at its end
   * says that the last word is finished.
   * @throws StoreBusy when too many searches wait; the signal's reason when it is aborted.
   */
  search(wish: {
    audience: Audience;
    query: string;
    languages: readonly string[];
    limit: number;
    signal?: AbortSignal;
  }): Promise<{ results: SearchResult[]; total: number }>;
  /** Ids of articles that go with one, best first; none where the audience may not see that one. */
  related(wish: {
    audience: Audience;
    articleId: number;
    languages: readonly string[];
    limit: number;
  }): Promise<number[]>;
  close(): Promise<void>;
}

/** Searches in the SQLite database `file` on threads of their own, so that a common word holds up nobody. */
export function openSearch({
  file,
  workers = Math.max(1, availableParallelism() - 1),
}: {
  file: string;
  workers?: number;
}): Search {
  const pool = openPool({ file, workers });
  return {
    async search({ audience, query, languages, limit, signal }) {
      const scope = { folders: audience.foldersJson, languages };
      const found = await pool.run({ kind: 'search', scope, typed: query, limit }, signal);
      return Array.isArray(found) ? { results: [], total: 0 } : found;
    },
    async related({ audience, articleId, languages, limit }) {
      const scope = { folders: audience.foldersJson, languages };
      const found = await pool.run({ kind: 'related', scope, article: articleId, limit });
      return Array.isArray(found) ? found : [];
    },
    close: () => pool.close(),
  };
}
