import type { Request, Response } from 'express';
import type { Route } from '../http/route.ts';
import type { PortalSessions } from '../sessions/portal-sessions.ts';
import type { Site } from '../sites/by-host.ts';
import { cookiesOf } from './cookies.ts';
import type { Gate } from './gate.ts';
import { answerLooking, isLookingOnly } from './portal-door.ts';

/**
 * `/logout`, by a link or by a form: ends the session everywhere. Harmless without one. On a site that is not
 * public it leads to the gate, from where nobody is signed in again by itself.
 */
export function logoutRoutes(parts: {
  sessions: PortalSessions;
  gate: Gate;
  siteOf: (request: Request) => Promise<Site>;
}): Route[] {
  const { sessions, gate, siteOf } = parts;

  async function logOut(request: Request, response: Response): Promise<void> {
    if (isLookingOnly(request)) return answerLooking(request, response);
    const site = await siteOf(request);
    const session = await gate.sessionOf(request, site);
    if (session) await sessions.end(session);
    const cookies = cookiesOf(site.origin);
    cookies.clear(response, 'session');
    cookies.clear(response, 'waiting');
    const to = gate.returnAddress(request, site, request.query['returnTo']);
    response
      .set('Cache-Control', 'no-store')
      .redirect(303, site.access.mode === 'public' ? to : '/access');
  }

  return (['get', 'post'] as const).map((method) => ({
    ...{ method, path: '/logout', visibility: 'nothing', beforeGate: true },
    handle: logOut,
  }));
}
