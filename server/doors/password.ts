import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { parseInput } from '../http/input.ts';
import type { Route } from '../http/route.ts';
import type { PortalSessions } from '../sessions/portal-sessions.ts';
import type { Site } from '../sites/by-host.ts';
import { isPassword } from '../sites/password.ts';
import type { Reading } from '../store/store.ts';
import { cookiesOf } from './cookies.ts';
import type { Gate } from './gate.ts';
import { ownSessionEnd } from './session-end.ts';

const entry = z.object({ password: z.string().max(200), to: z.string().default('/') });

/** `POST /login/password`: for sites that one password opens. Who knows it may enter; who they are stays unknown. */
export function passwordRoutes(parts: {
  read: Reading;
  sessions: PortalSessions;
  gate: Gate;
  siteOf: (request: Request) => Promise<Site>;
  limit: RequestHandler;
  clock: Clock;
}): Route[] {
  const { read, sessions, gate, siteOf, limit, clock } = parts;
  return [
    {
      method: 'post',
      path: '/login/password',
      visibility: 'nothing',
      beforeGate: true,
      limit,
      async handle(request, response) {
        const input = parseInput(entry, request.body);
        const site = await siteOf(request);
        const to = gate.returnAddress(request, site, input.to);
        const stored = await hashOf(site);
        if (stored === null || !(await isPassword(input.password, stored))) {
          const form = { kind: 'password', to, said: 'wrong' } as const;
          return gate.show(request, response, site, { to, form });
        }
        const now = clock();
        const expiresAt = ownSessionEnd(site.access.sessionMax, now);
        const opened = await sessions.open({
          ...{ site: site.id, door: 'password', key: null, proven: null, expiresAt },
          issuedAt: now,
          ...{ once: null, instead: null, waits: false, returnTo: to },
        });
        if (opened.kind === 'opened') {
          cookiesOf(site.origin).set(response, 'session', opened.secret, expiresAt - now);
        }
        response.set('Cache-Control', 'no-store').redirect(303, to);
      },
    },
  ];

  async function hashOf({ id, access }: Site): Promise<string | null> {
    if (access.mode !== 'password') return null;
    const row = await read
      .selectFrom('site')
      .where('id', '=', id)
      .select('password_hash')
      .executeTakeFirst();
    return row?.password_hash ?? null;
  }
}
