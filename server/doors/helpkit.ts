import type { Route } from '../http/route.ts';
import type { Arrivals } from './arrivals.ts';
import { answerLooking, isLookingOnly, type PortalDoor } from './portal-door.ts';
import { withParameter } from './return-address.ts';

/** `GET /access?jwt_token=…&returnTo=/path`, from a login page that was opened with `?returnTo=/path`. */
export function openHelpkitDoor({ arrivals }: { arrivals: Arrivals }): PortalDoor {
  const { gate } = arrivals;
  const access: Route = {
    method: 'get',
    path: '/access',
    visibility: 'nothing',
    beforeGate: true,
    limit: arrivals.limit,
    async handle(request, response) {
      const { jwt_token: token, returnTo } = request.query;
      const site = await arrivals.siteOf(request);
      const settings = site.access.doors.helpkit;
      const to = gate.returnAddress(request, site, returnTo);
      if (token === undefined || !settings) return gate.show(request, response, site, { to });
      if (isLookingOnly(request)) return answerLooking(request, response);
      await arrivals.arrive(request, response, {
        ...{ site, door: 'helpkit', to },
        token: typeof token === 'string' ? token : '',
        once: settings.replay,
        answer: (outcome) => response.redirect(303, outcome.to),
      });
    },
  };

  return {
    name: 'helpkit',
    routes: [access],
    waysTo({ access: { doors } }, wanted) {
      if (!doors.helpkit) return [];
      const { loginUrl, autoRedirect } = doors.helpkit;
      const href = withParameter(loginUrl, 'returnTo', wanted);
      return [{ name: null, href, by: autoRedirect ? 'script' : 'click' }];
    },
  };
}
