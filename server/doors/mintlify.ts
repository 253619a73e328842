import { z } from 'zod';
import { parseInput } from '../http/input.ts';
import type { Arrivals } from './arrivals.ts';
import type { PortalDoor } from './portal-door.ts';
import { withParameter } from './return-address.ts';

const handover = z.object({ token: z.string(), redirect: z.string().default('/') });

/**
 * `GET /login/jwt-callback?redirect=…#<token>`: a fragment never reaches a server, so the page reads it, clears the
 * address and posts it here.
 */
export function openMintlifyDoor({ arrivals }: { arrivals: Arrivals }): PortalDoor {
  const { gate } = arrivals;
  return {
    name: 'mintlify',
    waysTo({ access: { doors } }, wanted) {
      return (doors.mintlify?.loginUrls ?? []).map((login) => {
        const { name, url } = typeof login === 'string' ? { name: null, url: login } : login;
        return { name, href: withParameter(url, 'redirect', wanted), by: 'script' };
      });
    },
    routes: [
      {
        method: 'get',
        path: '/login/jwt-callback',
        visibility: 'nothing',
        beforeGate: true,
        async handle(request, response) {
          const site = await arrivals.siteOf(request);
          const to = gate.returnAddress(request, site, request.query['redirect']);
          if (!site.access.doors.mintlify) return gate.show(request, response, site, { to });
          await arrivals.show(request, response, { kind: 'handover', to }, 200);
        },
      },
      {
        method: 'post',
        path: '/login/jwt-callback',
        visibility: 'nothing',
        beforeGate: true,
        limit: arrivals.limit,
        async handle(request, response) {
          const { token, redirect } = parseInput(handover, request.body);
          const site = await arrivals.siteOf(request);
          const to = gate.returnAddress(request, site, redirect);
          if (!site.access.doors.mintlify) return void response.json({ to });
          await arrivals.arrive(request, response, {
            ...{ site, door: 'mintlify', token, to, once: 'always' },
            answer: (outcome) => response.json({ to: outcome.to }),
          });
        },
      },
    ],
  };
}
