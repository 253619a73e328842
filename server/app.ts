import { join } from 'node:path';
import express, { type Express, type Request, Router } from 'express';
import type { Logger } from 'pino';
import { plainText } from './authoring/plain.ts';
import { solutionRoutes } from './authoring/routes.ts';
import { sanitise } from './authoring/sanitise.ts';
import { voteRoutes } from './authoring/vote-routes.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { ConsoleBuild } from './console/build.ts';
import { consoleAssets, consoleRoutes } from './console/routes.ts';
import type { Refusals } from './doctor/refusals.ts';
import { doctorRoutes, openDoctor } from './doctor/routes.ts';
import { eventRoutes } from './doors/event-routes.ts';
import type { EventStreams } from './doors/event-streams.ts';
import { openFreshdeskDoor } from './doors/freshdesk.ts';
import { openHosts } from './doors/hosts.ts';
import { openPortalDoors } from './doors/portal-doors.ts';
import { sessionRoutes } from './doors/session-routes.ts';
import { openWidgetCalls } from './doors/widget-call.ts';
import { openAgents, requireAgent } from './http/agent.ts';
import { openAnswers } from './http/answers.ts';
import { errorPages } from './http/error-pages.ts';
import { nothingHere, refuseMethod, writeProblems } from './http/errors.ts';
import { writeFreshdeskErrors } from './http/freshdesk.ts';
import { readJson } from './http/json-body.ts';
import { limitRequests } from './http/limits.ts';
import { receiveRequests } from './http/receive.ts';
import { assertEveryRouteIsDeclared, mount, type Route } from './http/route.ts';
import { openWithhold } from './http/withhold.ts';
import type { Keys } from './keys/keys.ts';
import { keyRoutes } from './keys/routes.ts';
import { openFileLinks } from './knowledge/file-links.ts';
import { fileRoutes } from './knowledge/files.ts';
import { type Hits, uncounted } from './knowledge/hits.ts';
import { knowledgeRoutes } from './knowledge/routes.ts';
import { outboxRoutes } from './mail/routes.ts';
import { healthRoutes } from './ops/health.ts';
import { type PlaygroundBuild, playgroundAssets } from './playground/build.ts';
import { cspPage } from './playground/csp-page.ts';
import { type Demo, playgroundRoutes } from './playground/playground.ts';
import type { PortalBuild } from './portal/build.ts';
import { openPortal } from './portal/portal.ts';
import { openPreviewCalls, previewsOf } from './preview/calls.ts';
import { openLookers } from './preview/lookers.ts';
import type { Passes } from './preview/passes.ts';
import { previewRoutes } from './preview/routes.ts';
import { companyRoutes } from './readers/company-routes.ts';
import { contactRoutes } from './readers/contact-routes.ts';
import { openReaders } from './readers/resolve.ts';
import { segmentRoutes } from './readers/segment-routes.ts';
import type { Search } from './search/find.ts';
import { searchForAgents } from './search/for-agents.ts';
import { searchRoutes } from './search/routes.ts';
import type { PortalSessions } from './sessions/portal-sessions.ts';
import { sessionAdminRoutes } from './sessions/routes.ts';
import type { Sessions } from './sessions/sessions.ts';
import { nameWidget, openWidgets } from './sites/find.ts';
import { loaderRoutes, type WidgetBuild, widgetChunks } from './sites/loader.ts';
import { allowOrigins } from './sites/origins.ts';
import { readLogo, siteRoutes } from './sites/routes.ts';
import { openKept } from './sites/versions/kept.ts';
import { versionRoutes } from './sites/versions/routes.ts';
import { openVersions } from './sites/versions/versions.ts';
import type { Store } from './store/store.ts';
import { formRoutes } from './tickets/forms/form-routes.ts';
import { openTickets } from './tickets/tickets.ts';

import { tokenRoutes } from './tokens/routes.ts';
import { openVerifier } from './tokens/verify.ts';
import { openAudiences } from './visibility/audience.ts';

/** What the process opened before, and closes afterwards. */
export interface Parts {
  config: Pick<Config, 'url' | 'limits' | 'trustProxy'>;
  store: Store;
  keys: Keys;
  sessions: Sessions;
  portalSessions: PortalSessions;
  search: Search;
  hits: Hits;
  refusals: Refusals;
  streams: EventStreams;
  build: WidgetBuild;
  portalBuild: PortalBuild;
  consoleBuild: ConsoleBuild;
  playgroundBuild: PlaygroundBuild;
  /** In a demo: what its playground is about. */
  demo?: Demo | undefined;
  /** The folder of articles' files. */
  files: string;
  fileSecret: Buffer;
  ticketSecret: Buffer;
  /** Milliseconds after which what is not there, or hidden, is answered; 0 for at once, where nobody measures. */
  notFoundAfter: number;
  /** Mail waits in the outbox: send it soon. */
  sendMail: () => void;
  /** Says who asks instead of the doors: for a process that looks at its own app as anybody. */
  passes?: Passes;
  clock: Clock;
  log: Logger;
}

/** Of a JSON body. */
const bodyLimit = 1_000_000;

/** The whole server as one Express app. */
export function createApp(parts: Parts): Express {
  const {
    config,
    store,
    keys,
    sessions,
    search,
    hits,
    refusals,
    streams,
    build,
    files,
    fileSecret,
    clock,
    log,
  } = parts;
  const widgets = openWidgets(store);
  const kept = openKept(store);
  const versions = openVersions({ store, clock, widgets, build, url: config.url });
  const verifier = openVerifier({ keys, store, clock });
  const readers = openReaders(store);
  const refused = refusals.note;
  const door = parts.passes?.door ?? openFreshdeskDoor({ verifier, sessions, readers, refused });
  const audiences = openAudiences(store);
  const calls = openWidgetCalls({ widgets, door, audiences });
  const answers = openAnswers(store);
  const links = openFileLinks(fileSecret, clock);
  const signIns = limitRequests(config.limits.signIns);

  const lookers = openLookers({ readers, keys, clock });
  const previews = openPreviewCalls({ widgets, lookers, audiences });

  const playground = {
    ...{ build: parts.playgroundBuild, widgets, versions, keys, clock },
    ...{ url: config.url, stub: build.stub },
  };
  const agents = openAgents(store);
  const tickets = openTickets({
    ...{ store, clock, calls, agents, url: config.url },
    limit: config.limits.tickets,
    folder: join(files, 'tickets'),
    secret: parts.ticketSecret,
    ...{ sanitise, plainText, wake: parts.sendMail },
  });
  const withhold = openWithhold(parts.notFoundAfter);
  const portal = openPortal({
    ...{ config, store, audiences, links, hits, search, clock, files, tickets, withhold, log },
    build: parts.portalBuild,
    openDoors: (site) =>
      openPortalDoors(
        {
          ...{ store, verifier, readers, audiences, streams, refused, clock, limit: signIns },
          ...{ sessions: parts.portalSessions, wake: parts.sendMail, log },
          pass: (request) => parts.passes?.viewerWith(request.headers.authorization),
        },
        site,
      ),
  });
  const reading = {
    ...{ store, clock, answers, links, related: search.related },
    ...{ forms: tickets.offered, url: config.url },
  };

  const app = express();
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.disable('etag');
  app.param('widget', nameWidget);
  app.use(receiveRequests());
  // What is asked most comes first: each layer before it costs every request.
  app.use(
    '/api/widget/v1/:widget',
    widgetApi([
      ...knowledgeRoutes({ ...reading, calls, hits }),
      ...eventRoutes({ calls, door, audiences, streams }),
      ...sessionRoutes({
        calls,
        widgets,
        door,
        sessions,
        clock,
        limit: signIns,
      }),
      ...searchRoutes({ calls, answers, search }),
      ...tickets.widgetRoutes,
    ]),
  );
  const chunks = widgetChunks(build);
  app.use(`/widgets/${build.version}/again`, chunks);
  app.use(`/widgets/${build.version}`, chunks);
  app.use('/console/assets', consoleAssets(parts.consoleBuild));
  app.use('/playground/assets', playgroundAssets(parts.playgroundBuild));
  app.use('/playground', readJson(bodyLimit));
  app.use('/auth', readJson(bodyLimit));
  mount(
    app,
    [
      errorPages,
      ...consoleRoutes(parts.consoleBuild),
      ...healthRoutes(store, files),
      ...loaderRoutes({ widgets, kept, build, url: config.url }),
      ...tokenRoutes({ agents, signers: keys, clock, limit: signIns }),
      ...fileRoutes({ store, links, folder: files }),
      ...tickets.fileRoutes,
      cspPage(parts.playgroundBuild, { url: config.url, stub: build.stub }),
      ...(parts.demo ? playgroundRoutes(parts.demo, playground) : []),
    ],
    refuseMethod,
  );
  app.use(
    '/api/v1/preview/:widget',
    agentApi(
      previewsOf([
        ...knowledgeRoutes({ ...reading, calls: previews, hits: uncounted }),
        ...searchRoutes({ calls: previews, answers, search }),
      ]),
    ),
  );
  const writing = { store, clock, agents, files, url: config.url };
  app.use(
    '/api/v1',
    agentApi([
      ...siteRoutes(writing),
      ...versionRoutes(versions),
      ...segmentRoutes(writing),
      ...keyRoutes({ keys }),
      ...voteRoutes(writing),
      ...sessionAdminRoutes({ sessions, url: config.url }),
      ...doctorRoutes({
        doctor: openDoctor({ store, keys, refusals, clock, hostsOf: openHosts(store, config.url) }),
      }),
      ...formRoutes(writing),
      ...outboxRoutes(writing),
      ...previewRoutes({ store, clock, lookers }),
    ]),
  );
  app.use(
    '/api/v2',
    agentApi([
      ...solutionRoutes({ ...writing, search: searchForAgents({ store, audiences, search }) }),
      ...contactRoutes(writing),
      ...companyRoutes(writing),
      ...tickets.agentRoutes,
    ]),
    nothingHere,
    writeFreshdeskErrors(log),
  );
  app.use(portal.site);
  app.use(portal.problemPages);
  app.use(writeProblems({ log, clock, url: config.url, withhold }));
  assertEveryRouteIsDeclared(app.router);
  return app;

  function widgetApi(routes: Route[]): Router {
    const api = Router();
    api.use(allowOrigins(widgets));
    api.use(limitRequests(config.limits.reads));
    api.use(limitRequests(config.limits.reads, readerOf));
    api.use(
      '/tickets',
      limitRequests(config.limits.tickets),
      limitRequests(config.limits.tickets, readerOf),
      tickets.readBody,
    );
    api.use(readJson(bodyLimit));
    mount(api, routes, refuseMethod);
    return api;
  }

  /** For integrations: nothing happens without an API key. */
  function agentApi(routes: Route[]): Router {
    const api = Router();
    api.use(limitRequests(config.limits.reads));
    api.use(requireAgent(agents));
    api.use('/tickets', tickets.readAgentFiles);
    api.use(readLogo);
    api.use(readJson(bodyLimit));
    mount(api, routes, refuseMethod);
    return api;
  }

  /** Anonymous viewers are counted by address alone, and who signs out is not counted at all. */
  async function readerOf(request: Request): Promise<string | null> {
    if (request.method === 'DELETE') return null;
    const { viewer } = await calls.read(request);
    return viewer.kind === 'reader' ? viewer.id : null;
  }
}
