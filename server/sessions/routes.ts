import { cutPage, pageOf } from '../http/freshdesk.ts';
import { parseInput } from '../http/input.ts';
import type { Route } from '../http/route.ts';
import { revocation, sessionFilter } from './input.ts';
import type { ListedSession } from './list.ts';
import type { Sessions } from './sessions.ts';

/** `/api/v1/sessions`: who is signed in, and ending it from outside. */
export function sessionAdminRoutes({
  sessions,
  url,
}: {
  sessions: Sessions;
  url: string;
}): Route[] {
  return [
    {
      method: 'get',
      path: '/sessions',
      visibility: 'nothing',
      async handle(request, response) {
        const page = pageOf(request);
        const { limit, offset } = page;
        const found = await sessions.list({
          ...parseInput(sessionFilter, request.query),
          limit,
          offset,
        });
        response.json(cutPage(page, found, request, response, url).map(present));
      },
    },
    {
      method: 'post',
      path: '/sessions/revoke',
      visibility: 'nothing',
      async handle(request, response) {
        response.json({ ended: await sessions.revoke(parseInput(revocation, request.body)) });
      },
    },
  ];
}

function present({ session, site, door, reader, key, since, expiresAt }: ListedSession) {
  return {
    ...{ session, site, door, reader, key },
    since: new Date(since).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
  };
}
