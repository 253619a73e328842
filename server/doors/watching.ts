import { hash } from 'node:crypto';
import type { Request } from 'express';
import { Refusal } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Readers } from '../readers/resolve.ts';
import type { PortalSession } from '../sessions/portal-session.ts';
import type { PortalSessions } from '../sessions/portal-sessions.ts';
import type { Site } from '../sites/by-host.ts';
import type { Audience, Audiences } from '../visibility/audience.ts';
import { anonymous } from '../visibility/viewer.ts';
import { cookiesOf } from './cookies.ts';
import type { EventStreams } from './event-streams.ts';

/** Where a page hears of the end of its session, and of changes in what its audience may see. */
export function watchAddress(audience: Audience): string {
  return `/events?seen=${nameOf(audience)}`;
}

/** `GET /events?seen=…`: tells an open page of the site at once that what is on it may not be there any more. */
export function watchingRoutes(parts: {
  sessions: PortalSessions;
  readers: Readers;
  audiences: Audiences;
  streams: EventStreams;
  siteOf: (request: Request) => Promise<Site>;
}): Route[] {
  const { sessions, readers, audiences, streams, siteOf } = parts;

  /** Asks anew: a session that was found for this request may have ended since. */
  async function sessionOf(request: Request, site: Site): Promise<PortalSession> {
    const secret = cookiesOf(site.origin).read(request, 'session');
    const session = secret === null ? null : await sessions.find(secret, site.id);
    if (!session) throw new Refusal('session_ended');
    return session;
  }

  return [
    {
      method: 'get',
      path: '/events',
      visibility: 'nothing',
      beforeGate: true,
      async handle(request, response) {
        const session = await sessionOf(request, await siteOf(request));
        const { seen } = request.query;
        await streams.open(response, {
          until: session.expiresAt,
          ...(typeof seen === 'string' && { seen }),
          async look() {
            const site = await siteOf(request);
            const { proven } = await sessionOf(request, site);
            if (proven && (await readers.isBlocked(proven))) throw new Refusal('reader_blocked');
            const viewer = proven ? await readers.viewer(proven) : anonymous;
            return nameOf(await audiences.ofSite(viewer, site.id));
          },
        });
      },
    },
  ];
}

/** Says nothing of what is in it. */
function nameOf({ key }: Audience): string {
  return hash('sha256', key, 'base64url').slice(0, 22);
}
