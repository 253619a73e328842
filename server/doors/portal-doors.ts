import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import type { Route } from '../http/route.ts';
import type { Readers } from '../readers/resolve.ts';
import type { PortalSessions } from '../sessions/portal-sessions.ts';
import type { Site } from '../sites/by-host.ts';
import type { Store } from '../store/store.ts';
import type { SignInRefused } from '../tokens/refused.ts';
import type { Verifier } from '../tokens/verify.ts';
import type { Audiences } from '../visibility/audience.ts';
import { anonymous, type Viewer } from '../visibility/viewer.ts';
import { openArrivals } from './arrivals.ts';
import { openCircles } from './circles.ts';
import { openDeveloperhubDoor } from './developerhub.ts';
import type { ShowPage } from './door-page.ts';
import { emailListRoutes } from './email-list.ts';
import type { EventStreams } from './event-streams.ts';
import { openGate } from './gate.ts';
import { openHelpkitDoor } from './helpkit.ts';
import { logoutRoutes } from './logout.ts';
import { openMintlifyDoor } from './mintlify.ts';
import { passwordRoutes } from './password.ts';
import type { PortalDoor } from './portal-door.ts';
import { questionRoutes } from './question.ts';
import { watchingRoutes } from './watching.ts';

/** Whoever asks for a page of a site. */
export interface Visitor {
  readonly viewer: Viewer;
  /** Whether what they see hangs on a session, which may end. */
  readonly hasSession: boolean;
}

/** The ways into the help-centre site. */
export interface PortalDoors {
  /** Who asks for a page. */
  visitorOf(request: Request, site: Site): Promise<Visitor>;
  /** Before everything else: a token that came with the address. */
  readonly tokens: readonly RequestHandler[];
  /** Before every page that is not declared to lie before it. */
  readonly gate: RequestHandler;
  readonly routes: readonly Route[];
  /** For a page that its author lets signed-out readers come to: sends them to sign in. */
  sendOff(request: Request, response: Response, site: Site): Promise<void>;
  /** For a page of which its author lets them see the title. */
  showLocked(request: Request, response: Response, site: Site, title: string): Promise<void>;
}

export interface DoorParts {
  readonly store: Store;
  readonly verifier: Verifier;
  readonly sessions: PortalSessions;
  readonly readers: Readers;
  readonly audiences: Audiences;
  readonly streams: EventStreams;
  /** Hears of every refusal. */
  readonly refused: (refused: SignInRefused) => void;
  /** Whom a request comes from, where the process itself looks at its own site as many viewers. */
  readonly pass: (request: Request) => Viewer | undefined;
  /** Against guessing. */
  readonly limit: RequestHandler;
  /** Sends what is in the outbox. */
  readonly wake: () => void;
  readonly clock: Clock;
  readonly log: Logger;
}

/** @param site finds the site and draws in its frame: the portal's part. */
export function openPortalDoors(
  parts: DoorParts,
  site: { siteOf: (request: Request) => Promise<Site>; show: ShowPage },
): PortalDoors {
  const doors: PortalDoor[] = [];
  const circles = openCircles(parts.clock);
  const gate = openGate({ ...parts, ...site, doors, circles });
  const arrivals = openArrivals({ ...parts, ...site, gate, circles });
  doors.push(
    openHelpkitDoor({ arrivals }),
    openDeveloperhubDoor({ arrivals }),
    openMintlifyDoor({ arrivals }),
  );
  const { read } = parts.store;

  return {
    async visitorOf(request, at) {
      const passing = parts.pass(request);
      if (passing) return { viewer: passing, hasSession: false };
      const session = await gate.sessionOf(request, at);
      const viewer = session?.proven ? await parts.readers.viewer(session.proven) : anonymous;
      return { viewer, hasSession: session !== null };
    },
    tokens: doors.flatMap((door) => door.before ?? []),
    gate: gate.keep,
    routes: [
      ...doors.flatMap((door) => door.routes),
      ...gate.routes,
      ...questionRoutes({ ...parts, ...site, gate }),
      ...logoutRoutes({ ...parts, ...site, gate }),
      ...passwordRoutes({ ...parts, ...site, gate, read }),
      ...emailListRoutes({ ...parts, ...site, gate }),
      ...watchingRoutes({ ...parts, ...site }),
    ],
    sendOff(request, response, at) {
      const to = gate.returnAddress(request, at, request.originalUrl);
      return gate.sendOff(request, response, at, to);
    },
    showLocked(request, response, at, title) {
      const to = gate.returnAddress(request, at, request.originalUrl);
      return gate.show(request, response, at, { to, title });
    },
  };
}
