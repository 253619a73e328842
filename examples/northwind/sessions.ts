import { randomBytes } from 'node:crypto';
import type { CookieOptions, Request, Response } from 'express';
import type { Clock } from '../serve.ts';
import type { Customer } from './customers.ts';

const cookieName = 'northwind_session';
const lifeMs = 8 * 60 * 60 * 1000;
const cookie: CookieOptions = { httpOnly: true, sameSite: 'lax', path: '/' };

export interface Sessions {
  /** Who is signed in on this request; null where nobody, or no longer. */
  customerOf(request: Request): Customer | null;
  /** Opens a session under a fresh id; one that the browser held before ends. */
  begin(request: Request, response: Response, customer: Customer): void;
  end(request: Request, response: Response): void;
}

/** The product's own sessions: a random id in a cookie, everything else in this process's memory. */
export function createSessions(clock: Clock): Sessions {
  const open = new Map<string, { customer: Customer; endsAt: number }>();

  function forget(request: Request): void {
    const id = sessionId(request);
    if (id) open.delete(id);
  }

  return {
    customerOf(request) {
      const id = sessionId(request);
      const session = id ? open.get(id) : undefined;
      return session && session.endsAt > clock() ? session.customer : null;
    },
    begin(request, response, customer) {
      forget(request);
      const id = randomBytes(32).toString('base64url');
      open.set(id, { customer, endsAt: clock() + lifeMs });
      response.cookie(cookieName, id, cookie);
    },
    end(request, response) {
      forget(request);
      response.clearCookie(cookieName, cookie);
    },
  };
}

function sessionId(request: Request): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
}
