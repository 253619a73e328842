import type { Door } from '../../contract/token.ts';
import type { Reading } from '../store/store.ts';
import type { SessionDoor } from './portal-session.ts';

/** A session that is open. Times are milliseconds since 1970. */
export interface ListedSession {
  /** What it is ended by. Nobody gets in with it. */
  readonly session: string;
  readonly site: number | null;
  readonly door: Door | SessionDoor;
  /** An e-mail address, or what the door calls its reader; null where only a password was known. */
  readonly reader: string | null;
  /** The id of the key that signed its latest token. */
  readonly key: number | null;
  readonly since: number;
  readonly expiresAt: number;
}

/** Of widgets and of the site, the latest first. */
export async function listSessions(
  read: Reading,
  { reader, limit, offset }: { reader?: string; limit: number; offset: number },
  now: number,
): Promise<ListedSession[]> {
  const both = ofWidgets(read, now).unionAll(ofSites(read, now));
  let query = read
    .selectFrom(both.as('open'))
    .selectAll()
    .orderBy('since', 'desc')
    .orderBy('session')
    .limit(limit)
    .offset(offset);
  if (reader !== undefined) query = query.where('reader', '=', reader);
  return query.execute();
}

function ofWidgets(read: Reading, now: number) {
  return read
    .selectFrom('session_token')
    .leftJoin('signing_key', 'signing_key.id', 'session_token.key_id')
    .where('expires_at', '>', now)
    .where('signing_key.revoked_at', 'is', null)
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
      row.fn.max('site_id').as('site'),
      row.val<Door | SessionDoor>('freshdesk').as('door'),
      'reader',
      row.fn.max('key_id').as('key'),
      row.fn.min('seen_at').as('since'),
      row.fn.max('expires_at').as('expiresAt'),
    ]);
}

/** A session of the site is known by the digest that it is stored under. */
function ofSites(read: Reading, now: number) {
  return read
    .selectFrom('portal_session')
    .leftJoin('signing_key', 'signing_key.id', 'portal_session.key_id')
    .where('expires_at', '>', now)
    .where('waits', '=', 0)
    .where('signing_key.revoked_at', 'is', null)
    .select((row) => [
      'digest as session',
      'portal_session.site_id as site',
      row.ref('portal_session.door').$castTo<Door | SessionDoor>().as('door'),
      'reader',
      'key_id as key',
      'portal_session.created_at as since',
      'expires_at as expiresAt',
    ]);
}
