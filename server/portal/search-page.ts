import type { FoundSoFar } from '../../contract/portal.ts';
import { findPopular } from '../knowledge/find-home.ts';
import type { Search } from '../search/find.ts';
import type { Reading } from '../store/store.ts';
import { addressesIn } from './addresses.ts';
import { type Draft, inEveryLanguage } from './draft.ts';
import type { PortalCall } from './portal-call.ts';
import { findShelves, portalCard, sectionsOf } from './sections.ts';

const resultsShown = 20;
const popularShown = 6;

/** The best results, as the page and the list beneath the search box show them. */
export async function findResults(
  search: Search,
  call: PortalCall,
  query: string,
  limit: number,
): Promise<FoundSoFar> {
  const { audience, languages } = call;
  if (query.trim() === '') return { query, results: [], total: 0 };
  const addresses = addressesIn(call.site, call.locale);
  const { results, total } = await search.search({ audience, query, languages, limit });
  return {
    query,
    total,
    results: results.map(({ id, title, titleRanges, snippet, folder }) => ({
      title: { text: title, ranges: titleRanges },
      snippet,
      folder: folder.name,
      href: addresses.article({ id, title }),
    })),
  };
}

export async function draftSearch(
  parts: { read: Reading; search: Search },
  call: PortalCall,
  query: string,
): Promise<Draft> {
  const { read, search } = parts;
  const { audience, languages } = call;
  const [shelves, found] = await Promise.all([
    findShelves(read, call),
    findResults(search, call, query, resultsShown),
  ]);
  const popular =
    found.results.length > 0 ? [] : await findPopular(read, audience, languages, popularShown);
  const addresses = addressesIn(call.site, call.locale);
  return {
    content: {
      kind: 'search',
      ...found,
      popular: popular.map((row) => portalCard(row, addresses)),
    },
    ...{ title: null, description: null, open: null, query },
    sections: sectionsOf(shelves, call, null),
    addresses: inEveryLanguage(
      call,
      query === '' ? '/search' : `/search?q=${encodeURIComponent(query)}`,
    ),
  };
}
