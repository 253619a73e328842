import { randomUUID } from 'node:crypto';
import { Router } from 'express';
import jwt from 'jwt-simple';
import type { Clock } from '../serve.ts';
import type { Sessions } from './sessions.ts';

const day = 86_400;

/**
 * The login URL of the help centre's `developerhub` door: whoever is signed in to the product is sent back with a
 * token that says who they are; others sign in to the product first.
 */
export function helpLogin(parts: {
  sessions: Sessions;
  /** The secret of a `developerhub` key of the site, HS256. */
  secret: string;
  helpUrl: string;
  clock: Clock;
}): Router {
  const { sessions, secret, helpUrl, clock } = parts;
  const router = Router();
  router.get('/help-login', (request, response) => {
    const customer = sessions.customerOf(request);
    if (!customer) return response.redirect(303, '/sign-in');
    const { name, email, groups, locale } = customer;
    const seconds = Math.floor(clock() / 1_000);
    const token = jwt.encode(
      {
        ...{ version: 1, jti: randomUUID(), iat: seconds, exp: seconds + day },
        ...{ name, email, groups, locale, vars: { user: { name } } },
      },
      secret,
      'HS256',
    );
    // A token goes to the help centre and nowhere else, whatever the address says.
    const { redirect } = request.query;
    const wanted = typeof redirect === 'string' ? URL.parse(redirect) : null;
    const back = wanted?.origin === new URL(helpUrl).origin ? wanted : new URL(helpUrl);
    back.searchParams.set('jwt', token);
    response.redirect(303, back.href);
  });
  return router;
}
