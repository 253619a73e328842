import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';

/** A token as sessions know it: by the SHA-256 of its canonical text, never by the text. */
export interface PresentedToken {
  readonly digest: string;
  /** Milliseconds since 1970. */
  readonly expiresAt: number;
}

/**
 * Sessions of the `freshdesk` door. One begins with a reader's first token in a page view, goes on through
 * its renewals under a random id that the widget made, and can be ended at once, on every node.
 */
export interface Sessions {
  /**
   * Notes that `token` was shown under `session` (if the page named one), before anything is answered,
   * and says whether it may still be used.
   */
  admit(token: PresentedToken, session: string | null): Promise<'open' | 'ended'>;
  /** Ends the token, the session and every token that was ever shown under it. Harmless when repeated. */
  end(token: PresentedToken, session: string | null): Promise<void>;
  /** Forgets what has expired by itself. Called on a timer. */
  sweep(): Promise<void>;
}

/** How long an ended session's id stays refused: the longest life of a token that could be shown under it. */
const refusedFor = 3 * 3_600_000;
/** Clocks may differ by this much, in milliseconds, so tokens are remembered for longer than they live. */
const leeway = 60_000;
const pairsRemembered = 50_000;

export function openSessions(store: Store, clock: Clock): Sessions {
  let seen = new Set<string>();
  let ended = { revision: -1, tokens: new Set<string>(), sessions: new Set<string>() };

  async function currentlyEnded() {
    const revision = store.revisions().sessions;
    if (ended.revision !== revision) {
      const [tokens, sessions] = await Promise.all([
        store.read.selectFrom('ended_token').select('token').execute(),
        store.read.selectFrom('ended_session').select('session').execute(),
      ]);
      ended = {
        revision,
        tokens: new Set(tokens.map((row) => row.token)),
        sessions: new Set(sessions.map((row) => row.session)),
      };
    }
    return ended;
  }

  async function note(token: PresentedToken, session: string): Promise<void> {
    const pair = `${session} ${token.digest}`;
    if (seen.has(pair)) return;
    await store.write((transaction) =>
      transaction
        .insertInto('session_token')
        .values({ session, token: token.digest, expires_at: token.expiresAt + leeway })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    if (seen.size >= pairsRemembered) seen = new Set();
    seen.add(pair);
  }

  return {
    async admit(token, session) {
      if (session !== null) await note(token, session);
      const { tokens, sessions } = await currentlyEnded();
      const isOver = tokens.has(token.digest) || (session !== null && sessions.has(session));
      return isOver ? 'ended' : 'open';
    },

    async end(token, session) {
      await store.write(async (transaction) => {
        const shown = await transaction
          .selectFrom('session_token')
          .where('session', '=', session ?? '')
          .select(['token', 'expires_at'])
          .execute();
        await transaction
          .insertInto('ended_token')
          .values([...shown, { token: token.digest, expires_at: token.expiresAt + leeway }])
          .onConflict((conflict) => conflict.doNothing())
          .execute();
        if (session === null) return;
        await transaction
          .insertInto('ended_session')
          .values({ session, expires_at: clock() + refusedFor })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      });
    },

    async sweep() {
      const now = clock();
      await store.write(async (transaction) => {
        await transaction.deleteFrom('session_token').where('expires_at', '<', now).execute();
        await transaction.deleteFrom('ended_token').where('expires_at', '<', now).execute();
        await transaction.deleteFrom('ended_session').where('expires_at', '<', now).execute();
      });
    },
  };
}
