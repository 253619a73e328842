import type { Reading } from '../store/store.ts';

/** A session that is open. Times are milliseconds since 1970. */
export interface ListedSession {
  readonly session: string;
  readonly reader: string | null;
  /** The id of the key that signed its latest token. */
  readonly key: number | null;
  readonly since: number;
  readonly expiresAt: number;
}

export async function listSessions(
  read: Reading,
  { reader, limit, offset }: { reader?: string; limit: number; offset: number },
  now: number,
): Promise<ListedSession[]> {
  let query = read
    .selectFrom('session_token')
    .where('expires_at', '>', now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ended_session')
            .whereRef('ended_session.session', '=', 'session_token.session')
            .select('ended_session.session'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ended_token')
            .whereRef('ended_token.token', '=', 'session_token.token')
            .select('ended_token.token'),
        ),
      ),
    )
    .groupBy(['session', 'reader'])
    .select((row) => [
      'session',
      'reader',
      row.fn.max('key_id').as('key'),
      row.fn.min('seen_at').as('since'),
      row.fn.max('expires_at').as('expiresAt'),
    ])
    .orderBy('since', 'desc')
    .limit(limit)
    .offset(offset);
  if (reader !== undefined) query = query.where('reader', '=', reader);
  return query.execute();
}
