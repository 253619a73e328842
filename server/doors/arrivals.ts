import type { Request, RequestHandler, Response } from 'express';
import type { ErrorCode } from '../../contract/errors.ts';
import type { RedirectDoor } from '../../contract/token.ts';
import type { Clock } from '../clock.ts';
import type { Readers } from '../readers/resolve.ts';
import type { PortalSessions } from '../sessions/portal-sessions.ts';
import type { Site } from '../sites/by-host.ts';
import { type SignInRefused, TokenRefused } from '../tokens/refused.ts';
import type { VerifiedLogin, Verifier } from '../tokens/verify.ts';
import type { Proven } from '../visibility/proven.ts';
import type { Circles } from './circles.ts';
import { cookiesOf } from './cookies.ts';
import type { ShowPage } from './door-page.ts';
import { type Gate, refusedPage } from './gate.ts';
import { hostsOf } from './hosts.ts';
import { provenBy } from './reader.ts';
import { sessionEnd } from './session-end.ts';

/** A login token that has come to a site. */
export interface Arrival {
  readonly site: Site;
  readonly door: RedirectDoor;
  readonly token: string;
  /** A path of the site, as `returnAddress` gives one. */
  readonly to: string;
  /** Which tokens open one session alone. */
  readonly once: 'always' | 'jti';
  /** Sends the browser on. Cookies are set by then. */
  answer(outcome: Outcome): unknown;
}

/** Where the browser goes from here: a path of the site, or of `again` the login URL. */
export type Outcome =
  | { readonly kind: 'entered' | 'question' | 'again'; readonly to: string }
  | { readonly kind: 'refused'; readonly to: string; readonly code: ErrorCode };

/** What the doors have in common: from a login token to a session. */
export interface Arrivals {
  /** Verifies the token, claims it, opens the session and sends the browser on. */
  arrive(request: Request, response: Response, arrival: Arrival): Promise<void>;
  siteOf(request: Request): Promise<Site>;
  readonly gate: Gate;
  readonly show: ShowPage;
  /** Against guessing tokens: before a route that takes one. */
  readonly limit: RequestHandler;
}

/** A used token younger than this may be the same reader signing in twice within one second. Milliseconds. */
const twiceInASecond = 5_000;
/** How long a reader may think about whether to sign in as somebody else. */
const patience = 10 * 60_000;

export function openArrivals(parts: {
  verifier: Verifier;
  sessions: PortalSessions;
  readers: Readers;
  /** Hears of every refusal. */
  refused: (refused: SignInRefused) => void;
  circles: Circles;
  gate: Gate;
  siteOf: (request: Request) => Promise<Site>;
  show: ShowPage;
  limit: RequestHandler;
  clock: Clock;
}): Arrivals {
  const { verifier, sessions, readers, refused, circles, gate, siteOf, show, limit, clock } = parts;

  async function enter(request: Request, response: Response, arrival: Arrival): Promise<Outcome> {
    const { site, door, to } = arrival;
    const token = await verifier.verifyLogin(arrival.token, site.id, door, hostsOf(site));
    const proven = provenBy(door, token.claims);
    if (await readers.isBlocked(proven)) {
      throw new TokenRefused('reader_blocked', 'An agent has blocked its reader.');
    }
    const now = clock();
    const expiresAt = sessionEnd(door, token, site.access.sessionMax, now);
    if (expiresAt <= now) {
      throw new TokenRefused('token_expired', 'The session that it would open is over already.');
    }
    const before = await gate.sessionOf(request, site);
    const waits = before?.proven ? nameOf(before.proven) !== nameOf(proven) : false;
    const once = claimOn(token, arrival.once);
    const opening = await sessions.open({
      ...{ site: site.id, door, key: token.key, proven, expiresAt, once, waits },
      ...{ instead: before, returnTo: to },
      // A token that says nothing of its age and opens one session alone is as good as new.
      issuedAt: once && token.claims.iat === undefined ? now : token.issuedAt,
    });
    if (opening.kind === 'ended') {
      throw new TokenRefused('session_ended', "The reader's sessions have been ended since.");
    }
    if (opening.kind === 'used') {
      if (before && before.openedBy === once?.token) return { kind: 'entered', to };
      const signedAt = token.claims.iat === undefined ? opening.usedAt : token.claims.iat * 1_000;
      const isYoung = now - signedAt < twiceInASecond;
      const again = isYoung ? gate.onceMore(request, response, site, to) : null;
      if (again !== null) return { kind: 'again', to: again };
      throw new TokenRefused('token_replayed', 'The token has opened a session before.');
    }
    const cookies = cookiesOf(site.origin);
    if (waits) {
      cookies.set(response, 'waiting', opening.secret, patience);
      return { kind: 'question', to: '/login/question' };
    }
    cookies.set(response, 'session', opening.secret, expiresAt - now);
    circles.entered(request, site, to, nameOf(proven));
    return { kind: 'entered', to };
  }

  function refuse(reference: string, arrival: Arrival, { code }: TokenRefused): Outcome {
    const { site, door, token, to } = arrival;
    refused({ reference, site: site.id, door, token, code });
    return { kind: 'refused', code, to: refusedPage({ code, reference, to }) };
  }

  return {
    ...{ gate, siteOf, show, limit },
    async arrive(request, response, arrival) {
      const outcome = await enter(request, response, arrival).catch((error: unknown) => {
        if (error instanceof TokenRefused) return refuse(request.id, arrival, error);
        throw error;
      });
      response.set('Cache-Control', 'no-store');
      await arrival.answer(outcome);
    },
  };
}

/** What may open a session once and never again: the token's `jti`, or the token itself. */
function claimOn({ claims, digest, rememberUntil }: VerifiedLogin, once: Arrival['once']) {
  if (claims.jti !== undefined) return { token: `jti ${claims.jti}`, rememberUntil };
  return once === 'always' ? { token: digest, rememberUntil } : null;
}

function nameOf({ email, id }: Proven): string {
  return email ?? id ?? '';
}
