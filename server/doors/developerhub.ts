import type { Request, RequestHandler, Response } from 'express';
import { ErrorTable } from '../../contract/errors.ts';
import { claimedErrorAddress } from '../tokens/unverified.ts';
import type { Arrivals, Outcome } from './arrivals.ts';
import { answerLooking, isLookingOnly, type PortalDoor } from './portal-door.ts';
import { withParameter } from './return-address.ts';
import { tokenInAddress } from './token-in-address.ts';

/** `?jwt=…` on any page, from a login page that was opened with `?redirect=<the address tried>`. */
export function openDeveloperhubDoor({ arrivals }: { arrivals: Arrivals }): PortalDoor {
  return {
    name: 'developerhub',
    routes: [],
    waysTo({ origin, access: { doors } }, wanted) {
      if (!doors.developerhub) return [];
      const href = withParameter(doors.developerhub.loginUrl, 'redirect', origin + wanted);
      return [{ name: null, href, by: 'redirect' }];
    },

    async before(request, response, next) {
      const arrived = request.method === 'POST' ? null : tokenInAddress(request.originalUrl);
      if (!arrived) return next();
      const site = await arrivals.siteOf(request);
      const settings = site.access.doors.developerhub;
      if (!settings) return next();
      if (isLookingOnly(request)) return answerLooking(request, response);
      const { token } = arrived;
      const to = arrivals.gate.returnAddress(request, site, arrived.path);
      await withinLimit(arrivals.limit, request, response);
      await arrivals.arrive(request, response, {
        ...{ site, door: 'developerhub', token, to, once: 'jti' },
        answer(outcome) {
          response.redirect(303, errorAddress(outcome, token, settings.errorOrigins) ?? outcome.to);
        },
      });
    },
  };
}

/** @throws Refusal `rate_limited` */
function withinLimit(limit: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    limit(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
}

/**
 * Where the token itself wants errors told. It may be anybody's token, so only the origins that the site has
 * allowed are believed.
 */
function errorAddress(
  outcome: Outcome,
  token: string,
  allowed: readonly string[],
): string | undefined {
  if (outcome.kind !== 'refused') return undefined;
  const address = claimedErrorAddress(token);
  if (address === undefined || !allowed.includes(address.origin)) return undefined;
  return withParameter(address.href, 'dh_jwt_error', ErrorTable[outcome.code].title);
}
