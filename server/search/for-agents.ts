import type { Store } from '../store/store.ts';
import type { Audiences } from '../visibility/audience.ts';
import type { AgentViewer } from '../visibility/viewer.ts';
import type { Search } from './find.ts';

/** Ids of published articles of every site that match a text, best first; at most `limit` of them. */
export type SearchForAgent = (
  agent: AgentViewer,
  query: string,
  limit: number,
) => Promise<readonly number[]>;

/** For writers, who look through all sites at once. */
export function searchForAgents(parts: {
  store: Store;
  audiences: Audiences;
  search: Search;
}): SearchForAgent {
  const { store, audiences, search } = parts;
  return async (agent, query, limit) => {
    const sites = await store.read.selectFrom('site').select(['id', 'primary_locale']).execute();
    const found = await Promise.all(
      sites.map(async ({ id, primary_locale }) => {
        const audience = await audiences.ofSite(agent, id);
        return search.search({ audience, query, languages: [primary_locale.toLowerCase()], limit });
      }),
    );
    return found
      .flatMap(({ results }) => results)
      .sort((one, other) => other.score - one.score)
      .slice(0, limit)
      .map(({ id }) => id);
  };
}
