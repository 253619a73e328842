import type { Request, RequestHandler, Response } from 'express';
import { type ErrorCode, ErrorTable } from '../../contract/errors.ts';
import type { GatePage } from '../../contract/portal.ts';
import type { Clock } from '../clock.ts';
import { isErrorCode } from '../http/error-pages.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Readers } from '../readers/resolve.ts';
import type { PortalSession } from '../sessions/portal-session.ts';
import type { PortalSessions } from '../sessions/portal-sessions.ts';
import type { Site } from '../sites/by-host.ts';
import type { Circles } from './circles.ts';
import { cookiesOf } from './cookies.ts';
import type { ShowPage } from './door-page.ts';
import { originsOf } from './hosts.ts';
import type { PortalDoor, Way } from './portal-door.ts';
import { returnAddress } from './return-address.ts';

/** What stands before the pages of a site: the way to sign in, or what went wrong on it. */
export interface Gate {
  /** Before every page: nobody without a session passes on a site that is not public. */
  readonly keep: RequestHandler;
  readonly routes: readonly Route[];
  /** The session that the browser holds. Looked for once a request. */
  sessionOf(request: Request, site: Site): Promise<PortalSession | null>;
  /** A path of the site out of a parameter of the request. */
  returnAddress(request: Request, site: Site, text: unknown): string;
  /** Sends the browser to sign in and come back to `to`, at once where the site says so. */
  sendOff(request: Request, response: Response, site: Site, to: string): Promise<void>;
  /** The page with the ways to sign in, from which nobody is sent on by itself. */
  show(request: Request, response: Response, site: Site, more?: Shown): Promise<void>;
  /** The login URL to try once more, where there is one and it has not been tried too often. */
  onceMore(request: Request, response: Response, site: Site, to: string): string | null;
}

interface Shown extends Partial<Pick<GatePage, 'problem' | 'title' | 'form'>> {
  readonly to?: string;
  readonly status?: number;
}

/** What requests are named by. */
const referenceForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The third time within a minute is a circle. Milliseconds. */
const minute = 60_000;
const timesAway = 2;

export function refusedPage(refused: {
  code: ErrorCode;
  reference: string | null;
  to: string;
}): string {
  const { code, reference, to } = refused;
  return `/login/refused?${new URLSearchParams({ code, ...(reference && { reference }), to })}`;
}

/** By somebody who will see the answer: not a picture, nor what a page's script asks for. */
function isPageWanted({ method, headers }: Request): boolean {
  return method === 'POST' || Boolean(headers.accept?.includes('text/html'));
}

export function openGate(parts: {
  sessions: PortalSessions;
  readers: Readers;
  siteOf: (request: Request) => Promise<Site>;
  show: ShowPage;
  doors: readonly PortalDoor[];
  circles: Circles;
  pass: (request: Request) => unknown;
  clock: Clock;
}): Gate {
  const { sessions, readers, siteOf, show, doors, circles, clock } = parts;
  const known = new WeakMap<Request, Promise<PortalSession | 'blocked' | null>>();

  function heldBy(request: Request, site: Site): Promise<PortalSession | 'blocked' | null> {
    const before = known.get(request);
    if (before) return before;
    const secret = cookiesOf(site.origin).read(request, 'session');
    const held = secret === null ? Promise.resolve(null) : liveSession(secret, site);
    known.set(request, held);
    return held;
  }

  async function liveSession(
    secret: string,
    site: Site,
  ): Promise<PortalSession | 'blocked' | null> {
    const session = await sessions.find(secret, site.id);
    return session?.proven && (await readers.isBlocked(session.proven)) ? 'blocked' : session;
  }

  async function sessionOf(request: Request, site: Site): Promise<PortalSession | null> {
    const held = await heldBy(request, site);
    return held === 'blocked' ? null : held;
  }

  /** Says it to whoever is signed in while they are blocked, once: from then on they are nobody. */
  async function refuseBlocked(request: Request, response: Response, site: Site): Promise<void> {
    cookiesOf(site.origin).clear(response, 'session');
    await showGate(request, response, site, {
      to: request.method === 'POST' ? '/' : addressIn(request, site, request.originalUrl),
      problem: { kind: 'refused', code: 'reader_blocked', reference: null },
      status: ErrorTable.reader_blocked.status,
    });
  }

  function addressIn(request: Request, site: Site, text: unknown): string {
    return returnAddress(text, originsOf(request, site));
  }

  /** Ways with which the page that is wanted is what the login URL hears of. Fragments never leave the browser. */
  function waysTo(site: Site, to: string): Way[] {
    const [wanted = '/'] = to.split('#', 1);
    return doors.flatMap((door) => door.waysTo(site, wanted));
  }

  /** Counts one more time away. Null where that would be a circle. */
  function away(request: Request, response: Response, site: Site, way: Way): string | null {
    const cookies = cookiesOf(site.origin);
    const [, times = '0', since = '0'] =
      /^(\d)\.(\d{1,16})$/.exec(cookies.read(request, 'away') ?? '') ?? [];
    const now = clock();
    const isRecent = now - Number(since) < minute;
    const count = isRecent ? Number(times) : 0;
    if (count >= timesAway) {
      cookies.clear(response, 'away');
      return null;
    }
    const first = isRecent ? Number(since) : now;
    cookies.set(response, 'away', `${count + 1}.${first}`, minute);
    return way.href;
  }

  async function showGate(request: Request, response: Response, site: Site, more: Shown = {}) {
    const { to = '/', status = 401, problem = null, title = null } = more;
    const { mode } = site.access;
    const form = mode === 'password' || mode === 'email' ? { kind: mode, to, said: null } : null;
    const ways = form === null ? waysTo(site, to) : [];
    const page: GatePage = {
      kind: 'gate',
      ...{ problem, title, form: more.form ?? form, goes: false, to },
      ways: ways.map(({ name, href }) => ({ name, href })),
    };
    await show(request, response, page, status);
  }

  async function sendOff(request: Request, response: Response, site: Site, to: string) {
    const [way, ...others] = waysTo(site, to);
    const isDoors = site.access.mode === 'doors' || site.access.mode === 'public';
    if (!isDoors || !way || others.length > 0 || way.by === 'click') {
      return showGate(request, response, site, { to });
    }
    const isRound = circles.isRound(request, site, to);
    const href = isRound ? null : away(request, response, site, way);
    if (href === null) {
      return showGate(request, response, site, { to, problem: { kind: 'circle' }, status: 403 });
    }
    response.set('Cache-Control', 'no-store');
    if (way.by === 'redirect') return response.redirect(303, href);
    const ways = [{ name: way.name, href }];
    const page: GatePage = {
      kind: 'gate',
      ...{ problem: null, title: null, form: null, goes: true, to, ways },
    };
    await show(request, response, page, 401);
  }

  const refused: Route = {
    method: 'get',
    path: '/login/refused',
    visibility: 'nothing',
    beforeGate: true,
    async handle(request, response) {
      const site = await siteOf(request);
      const { code, reference, to } = request.query;
      if (!isErrorCode(code)) throw notFound();
      const isOurs = typeof reference === 'string' && referenceForm.test(reference);
      await showGate(request, response, site, {
        to: addressIn(request, site, to),
        problem: { kind: 'refused', code, reference: isOurs ? reference : null },
        status: ErrorTable[code].status,
      });
    },
  };

  return {
    sessionOf,
    sendOff,
    routes: [refused],
    returnAddress: addressIn,
    show: showGate,
    onceMore(request, response, site, to) {
      const [way] = waysTo(site, to);
      return way ? away(request, response, site, way) : null;
    },
    async keep(request, response, next) {
      const site = await siteOf(request);
      if (isPageWanted(request) && (await heldBy(request, site)) === 'blocked') {
        return refuseBlocked(request, response, site);
      }
      if (site.access.mode === 'public') return next();
      if (parts.pass(request) || (await sessionOf(request, site))) return next();
      const isPost = request.method === 'POST';
      const to = isPost ? '/' : addressIn(request, site, request.originalUrl);
      if (isPost) return showGate(request, response, site, { to });
      await sendOff(request, response, site, to);
    },
  };
}
