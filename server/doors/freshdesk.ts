import { Refusal } from '../http/problem.ts';
import type { Readers } from '../readers/resolve.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type SignInRefused, TokenRefused } from '../tokens/refused.ts';
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
   * @param reference the id of the request, by which a refusal can be asked about later.
   * @throws Refusal with the code of the first rule that the token breaks, or `session_ended`.
   */
  enter(
    site: number,
    authorization: string | undefined,
    session: string | null,
    reference: string,
  ): Promise<Entered>;
  /** The same check without looking at sessions: who is leaving may already have left. */
  verify(
    site: number,
    authorization: string | undefined,
    reference: string,
  ): Promise<VerifiedToken>;
}

/** The door of the widget: the login token comes with every request, in the Authorization header. */
export function openFreshdeskDoor(parts: {
  verifier: Verifier;
  sessions: Sessions;
  readers: Readers;
  /** Hears of every refusal. */
  refused: (refused: SignInRefused) => void;
}): FreshdeskDoor {
  const { verifier, sessions, readers, refused } = parts;
  const door = 'freshdesk';

  async function verify(site: number, authorization: string | undefined, reference: string) {
    const token = bearerToken(authorization);
    try {
      return await verifier.verify(token, site, door);
    } catch (error) {
      if (!(error instanceof TokenRefused)) throw error;
      const { code, detail } = error;
      refused({ reference, site, door, token, code });
      throw new Refusal(code, { detail });
    }
  }

  return {
    verify,
    async enter(site, authorization, session, reference) {
      if (authorization === undefined) return { viewer: anonymous, token: null };
      const token = await verify(site, authorization, reference);
      const isEnded = (await sessions.admit(token, session)) === 'ended';
      if (isEnded || (await readers.isBlocked(token.claims))) {
        const code = isEnded ? 'session_ended' : 'reader_blocked';
        refused({ reference, site, door, token: bearerToken(authorization), code });
        throw new Refusal(code);
      }
      return { viewer: await readers.viewer(token.claims), token };
    },
  };
}

/** What follows `Bearer`; another scheme is handed on whole, for the verifier to call it malformed. */
function bearerToken(authorization = ''): string {
  return authorization.replace(/^bearer(?: +|$)/i, '');
}
