import { z } from 'zod';
import type { PortalViews } from '../../contract/portal.ts';
import type { Clock } from '../clock.ts';
import { parseInput } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { FileLinks } from '../knowledge/file-links.ts';
import type { Hits } from '../knowledge/hits.ts';
import { openVotes } from '../knowledge/votes.ts';
import type { Search } from '../search/find.ts';
import type { Store } from '../store/store.ts';
import { openPersonas } from '../visibility/personas.ts';
import { readAddress } from './addresses.ts';
import { draftArticle } from './article-page.ts';
import { articleTwin } from './article-twin.ts';
import { brandRoutes } from './brand.ts';
import { draftFolder } from './folder-page.ts';
import { feed, llms, robots } from './for-machines.ts';
import { draftHome } from './home-page.ts';
import type { Pages } from './pages.ts';
import type { PortalCall, PortalCalls } from './portal-call.ts';
import { draftSearch, findResults } from './search-page.ts';
import { sitemap, sitemapPart } from './sitemap.ts';
import { themeRoute } from './theme.ts';
import { takeVote, voteOn } from './vote.ts';

const suggestionsShown = 6;
const searchQuery = z.object({ q: z.string().max(1_000).default('') });

/** The help-centre site's pages, and what machines read of it. */
export function portalRoutes(parts: {
  store: Store;
  clock: Clock;
  calls: PortalCalls;
  pages: Pages;
  links: FileLinks;
  hits: Hits;
  search: Search;
  views: PortalViews;
  /** The folder of stored files. */
  files: string;
}): Route[] {
  const { views, store, clock, calls, pages, links, hits, search } = parts;
  const { read } = store;
  const votes = openVotes(store, clock);
  const personas = openPersonas(store);
  const articles = { read, links, related: search.related };

  /** What everybody may see, whoever asks. */
  function forMachines(
    path: string,
    type: string,
    make: (call: PortalCall, file: string) => Promise<string> | string,
  ): Route {
    return {
      method: 'get',
      path,
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        const file = `${request.params['file'] ?? ''}`;
        await pages.sendText(response, call, {
          ...{ name: `${path} ${file}`, type, isForAll: true },
          make: () => make(call, file),
        });
      },
    };
  }

  return [
    themeRoute,
    ...brandRoutes({ calls, files: parts.files }),
    {
      method: 'get',
      path: '/',
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        await pages.send(response, call, 'home', () => draftHome(read, call));
      },
    },
    {
      method: 'get',
      path: '/folders/:address',
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        const { id } = readAddress(request.params['address']);
        if (id === null) throw notFound();
        await pages.send(response, call, `folder ${id}`, () => draftFolder(read, call, id));
      },
    },
    {
      method: 'get',
      path: '/articles/:address',
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        const { id, isMarkdown } = readAddress(request.params['address']);
        if (id === null) throw notFound();
        const persona = await personas.of(call.viewer, id);
        // Addresses of files are signed for a while.
        const name = `article ${id} ${links.window()} ${persona.key}`;
        if (isMarkdown) {
          await pages.sendText(response, call, {
            ...{ name, type: 'text/markdown; charset=utf-8', isForAll: false },
            make: () => articleTwin(articles, call, id, persona),
          });
        } else {
          const personal = await voteOn(votes, call, id, request.query);
          const make = () => draftArticle(articles, call, id, persona);
          await pages.send(response, call, name, make, personal);
        }
        hits.count(id);
      },
    },
    {
      method: 'post',
      path: '/articles/:address/vote',
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        const { id } = readAddress(request.params['address']);
        if (id === null) throw notFound();
        await takeVote({ read, votes }, call, id, request, response);
      },
    },
    {
      method: 'get',
      path: '/search',
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        const { q } = parseInput(searchQuery, request.query);
        const make = () => draftSearch({ read, search }, call, q);
        await pages.send(response, call, `search ${q}`, make);
      },
    },
    {
      method: 'get',
      path: '/search/suggestions',
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        const { q } = parseInput(searchQuery, request.query);
        await pages.sendText(response, call, {
          ...{ name: `suggestions ${q}`, isForAll: false },
          type: 'text/html; charset=utf-8',
          make: async () =>
            views.renderSuggestions(
              await findResults(search, call, q, suggestionsShown),
              call.locale,
            ),
        });
      },
    },
    { ...forMachines('/robots.txt', 'text/plain; charset=utf-8', robots), beforeGate: true },
    forMachines('/sitemap.xml', 'application/xml; charset=utf-8', (call) => sitemap(read, call)),
    forMachines('/sitemaps/:file', 'application/xml; charset=utf-8', (call, file) =>
      sitemapPart(read, call, file),
    ),
    forMachines('/feed.xml', 'application/atom+xml; charset=utf-8', (call) => feed(read, call)),
    forMachines('/llms.txt', 'text/plain; charset=utf-8', (call) => llms(read, call)),
  ];
}
