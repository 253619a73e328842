import { Refusal } from '../http/problem.ts';
import type { Readers } from '../readers/resolve.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { TokenRefused } from '../tokens/refused.ts';
import type { VerifiedToken, Verifier } from '../tokens/verify.ts';
import { anonymous, type Viewer } from '../visibility/viewer.ts';

/** Who came through the door, and with what. */
export interface Entered {
  readonly viewer: Viewer;
  readonly token: VerifiedToken | null;
}

export interface FreshdeskDoor {
  /**
   * No credentials means anonymous; bad ones never do.
   * @param authorization the header's text, if there is one.
   * @param session the id that the page view names, if it does.
   * @throws Refusal with the code of the first rule that the token breaks, or `session_ended`.
   */
  enter(site: number, authorization: string | undefined, session: string | null): Promise<Entered>;
  /** The same check without looking at sessions: who is leaving may already have left. */
  verify(site: number, authorization: string | undefined): Promise<VerifiedToken>;
}

/** The door of the widget: the login token comes with every request, in the Authorization header. */
export function openFreshdeskDoor(parts: {
  verifier: Verifier;
  sessions: Sessions;
  readers: Readers;
}): FreshdeskDoor {
  const { verifier, sessions, readers } = parts;

  async function verify(site: number, authorization: string | undefined) {
    try {
      return await verifier.verify(bearerToken(authorization), site, 'freshdesk');
    } catch (error) {
      if (error instanceof TokenRefused) throw new Refusal(error.code, { detail: error.detail });
      throw error;
    }
  }

  return {
    verify,
    async enter(site, authorization, session) {
      if (authorization === undefined) return { viewer: anonymous, token: null };
      const token = await verify(site, authorization);
      if ((await sessions.admit(token, session)) === 'ended') throw new Refusal('session_ended');
      return { viewer: await readers.viewer(token.claims), token };
    },
  };
}

/** What follows `Bearer`; another scheme is handed on whole, for the verifier to call it malformed. */
function bearerToken(authorization = ''): string {
  return authorization.replace(/^bearer(?: +|$)/i, '');
}
