import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { FileLinks } from '../knowledge/file-links.ts';
import type { Hits } from '../knowledge/hits.ts';
import type { FindRelated } from '../knowledge/routes.ts';
import type { Store } from '../store/store.ts';
import { openPersonas } from '../visibility/personas.ts';
import { readAddress } from './addresses.ts';
import { draftArticle } from './article-page.ts';
import { draftHome } from './home-page.ts';
import type { Pages } from './pages.ts';
import type { PortalCalls } from './portal-call.ts';
import { themeRoute } from './theme.ts';

/** The help-centre site's pages. */
export function portalRoutes(parts: {
  store: Store;
  calls: PortalCalls;
  pages: Pages;
  links: FileLinks;
  hits: Hits;
  related: FindRelated;
}): Route[] {
  const { store, calls, pages, links, hits, related } = parts;
  const { read } = store;
  const articles = { read, links, related };
  const personas = openPersonas(store);

  return [
    themeRoute,
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
      path: '/articles/:address',
      visibility: 'viewer',
      async handle(request, response) {
        const call = await calls.read(request);
        const { id } = readAddress(request.params['address']);
        if (id === null) throw notFound();
        const persona = await personas.of(call.viewer, id);
        const name = `article ${id} ${links.window()} ${persona.key}`;
        await pages.send(response, call, name, () => draftArticle(articles, call, id, persona));
        hits.count(id);
      },
    },
  ];
}
