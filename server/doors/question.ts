import type { Request } from 'express';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { parseInput } from '../http/input.ts';
import type { Route } from '../http/route.ts';
import type { PortalSession } from '../sessions/portal-session.ts';
import type { PortalSessions } from '../sessions/portal-sessions.ts';
import type { Site } from '../sites/by-host.ts';
import { cookiesOf } from './cookies.ts';
import type { ShowPage } from './door-page.ts';
import type { Gate } from './gate.ts';

const answer = z.object({ answer: z.enum(['continue', 'stay'], 'must be continue or stay') });

/**
 * "You are signing in as X. Continue?": a link can bring a token of somebody else, who would then read along. So a
 * token never takes the place of another reader's session by itself.
 */
export function questionRoutes(parts: {
  sessions: PortalSessions;
  gate: Gate;
  siteOf: (request: Request) => Promise<Site>;
  show: ShowPage;
  clock: Clock;
}): Route[] {
  const { sessions, gate, siteOf, show, clock } = parts;

  async function waiting(request: Request, site: Site): Promise<[string, PortalSession] | null> {
    const secret = cookiesOf(site.origin).read(request, 'waiting');
    const session = secret === null ? null : await sessions.findWaiting(secret, site.id);
    return secret !== null && session ? [secret, session] : null;
  }

  return [
    {
      method: 'get',
      path: '/login/question',
      visibility: 'nothing',
      beforeGate: true,
      async handle(request, response) {
        const site = await siteOf(request);
        const [, session] = (await waiting(request, site)) ?? [];
        if (!session) return response.redirect(303, '/');
        const current = await gate.sessionOf(request, site);
        await show(
          request,
          response,
          {
            kind: 'question',
            name: session.proven?.name ?? '',
            email: session.proven?.email ?? null,
            current: current?.proven?.name ?? '',
          },
          200,
        );
      },
    },
    {
      method: 'post',
      path: '/login/question',
      visibility: 'nothing',
      beforeGate: true,
      async handle(request, response) {
        const input = parseInput(answer, request.body);
        const site = await siteOf(request);
        const cookies = cookiesOf(site.origin);
        const [secret, session] = (await waiting(request, site)) ?? [];
        cookies.clear(response, 'waiting');
        response.set('Cache-Control', 'no-store');
        if (!secret || !session) return response.redirect(303, '/');
        if (input.answer === 'stay') {
          await sessions.end(session);
          return response.redirect(303, '/');
        }
        const current = await gate.sessionOf(request, site);
        const fresh = await sessions.confirm(secret, site.id, current);
        if (fresh !== null) cookies.set(response, 'session', fresh, session.expiresAt - clock());
        response.redirect(303, session.returnTo);
      },
    },
  ];
}
