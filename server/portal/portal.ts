import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  Router,
} from 'express';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import type { ShowPage } from '../doors/door-page.ts';
import type { PortalDoors } from '../doors/portal-doors.ts';
import { nothingHere, refuseMethod } from '../http/errors.ts';
import { limitRequests } from '../http/limits.ts';
import { mount } from '../http/route.ts';
import type { Withhold } from '../http/withhold.ts';
import type { FileLinks } from '../knowledge/file-links.ts';
import type { Hits } from '../knowledge/hits.ts';
import type { Search } from '../search/find.ts';
import { openSites, type Site } from '../sites/by-host.ts';
import type { Store } from '../store/store.ts';
import type { Tickets } from '../tickets/tickets.ts';
import type { Audiences } from '../visibility/audience.ts';
import { openOpenSites } from '../visibility/open-sites.ts';
import { type PortalBuild, portalAssets } from './build.ts';
import { contactRoutes, readContact } from './contact.ts';
import { showDoorPage } from './door-page.ts';
import { openLocked } from './locked.ts';
import { openPages } from './pages.ts';
import { openPortalCalls } from './portal-call.ts';
import { writeProblemPages } from './problem-pages.ts';
import { portalRoutes } from './routes.ts';
import { refuseForeignForms } from './same-origin.ts';

/** Of a form without files. */
const formLimit = 100_000;

/** The help-centre site: what readers find at `/` and beneath. */
export interface Portal {
  /** Mounted after every other route: it answers all that is left. */
  readonly site: RequestHandler;
  /** Mounted before the writer of problems. */
  readonly problemPages: ErrorRequestHandler;
}

/** @param parts.openDoors the ways in, given how this site is found and how pages are drawn in its frame. */
export function openPortal(parts: {
  config: Pick<Config, 'url' | 'limits'>;
  store: Store;
  audiences: Audiences;
  openDoors: (site: { siteOf: (request: Request) => Promise<Site>; show: ShowPage }) => PortalDoors;
  links: FileLinks;
  hits: Hits;
  search: Search;
  clock: Clock;
  tickets: Tickets;
  /** The folder of stored files: logos are among them. */
  files: string;
  build: PortalBuild;
  /** Before what is not there, or hidden, is answered. */
  withhold: Withhold;
  log: Logger;
}): Portal {
  const { config, store, audiences, build, log } = parts;
  const sites = openSites(store, config.url);
  const openSitesKnown = openOpenSites(store);
  const pages = openPages({ store, build });
  const doors = parts.openDoors({
    siteOf: (request) => sites.at(request.host),
    show: (...asked) => showDoorPage({ calls, pages }, ...asked),
  });
  const { visitorOf } = doors;
  const calls = openPortalCalls({ sites, audiences, openSites: openSitesKnown, visitorOf });
  const contact = { calls, pages, tickets: parts.tickets };

  const site = Router();
  site.use('/assets', portalAssets(build));
  site.use(limitRequests(config.limits.reads));
  site.use(calls.takeLanguageOff);
  site.use(refuseForeignForms);
  site.use('/contact', posts(limitRequests(config.limits.tickets)), readContact(contact));
  site.use(express.urlencoded({ extended: false, limit: formLimit }));
  const { clock, files, links, hits, search } = parts;
  const routes = [
    ...doors.routes,
    ...portalRoutes({ store, files, clock, calls, pages, links, hits, search, views: build.views }),
    ...contactRoutes(contact),
  ];
  for (const handle of doors.tokens) site.use(handle);
  mount(
    site,
    routes.filter(({ beforeGate }) => beforeGate),
    refuseMethod,
  );
  site.use(doors.gate);
  mount(
    site,
    routes.filter(({ beforeGate }) => !beforeGate),
    refuseMethod,
  );
  site.use(nothingHere);
  site.use(openLocked({ read: store.read, calls, doors }));
  return { site, problemPages: writeProblemPages({ calls, pages, log, withhold: parts.withhold }) };
}

/** For forms that are sent, not for pages that are looked at. */
function posts(handler: RequestHandler): RequestHandler {
  return (request, response, next) => {
    if (request.method === 'POST') handler(request, response, next);
    else next();
  };
}
