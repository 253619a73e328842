import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { openEnded } from './ended.ts';
import { type ListedSession, listSessions } from './list.ts';
import { leeway, type PresentedToken, refusedFor } from './presented.ts';
import { type Revocation, revoke } from './revoke.ts';

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
  /**
   * Ends sessions from outside, and refuses every token that was issued for them until now, seen or not.
   * @returns how many open sessions ended.
   */
  revoke(what: Revocation): Promise<number>;
  /** Those that are open, the latest first. @param filter.reader an e-mail address */
  list(filter: { reader?: string; limit: number; offset: number }): Promise<ListedSession[]>;
  /** Forgets what has expired by itself. Called on a timer. */
  sweep(): Promise<void>;
}

const pairsRemembered = 50_000;

export function openSessions(store: Store, clock: Clock): Sessions {
  const currentlyEnded = openEnded(store);
  let seen = new Set<string>();

  async function note(token: PresentedToken, session: string): Promise<void> {
    const pair = `${session} ${token.digest}`;
    if (seen.has(pair)) return;
    await store.write((transaction) =>
      transaction
        .insertInto('session_token')
        .values({
          session,
          token: token.digest,
          reader: token.claims.email,
          key_id: token.key,
          groups: JSON.stringify(token.claims.groups ?? []),
          seen_at: clock(),
          expires_at: token.expiresAt + leeway,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    );
    if (seen.size >= pairsRemembered) seen = new Set();
    seen.add(pair);
  }

  return {
    async admit(token, session) {
      if (session !== null) await note(token, session);
      return (await currentlyEnded()).has(token, session) ? 'ended' : 'open';
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

    revoke: (what) => store.write((transaction) => revoke(transaction, what, clock())),

    list: (filter) => listSessions(store.read, filter, clock()),

    async sweep() {
      const now = clock();
      await store.write(async (transaction) => {
        await transaction.deleteFrom('session_token').where('expires_at', '<', now).execute();
        await transaction.deleteFrom('ended_token').where('expires_at', '<', now).execute();
        await transaction.deleteFrom('ended_session').where('expires_at', '<', now).execute();
        await transaction.deleteFrom('revocation').where('expires_at', '<', now).execute();
      });
    },
  };
}
