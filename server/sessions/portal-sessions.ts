import { hash, randomBytes } from 'node:crypto';
import QuickLRU from 'quick-lru';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { Proven } from '../visibility/proven.ts';
import type { Signed } from '../visibility/signed.ts';
import { openEnded } from './ended.ts';
import { type PortalSession, type SessionDoor, sessionOfRow } from './portal-session.ts';

/** A session to open. Times are milliseconds since 1970. */
export interface SessionRequest {
  readonly site: number;
  readonly door: SessionDoor;
  /** The key that signed the login token. */
  readonly key: number | null;
  /** Who the reader is; null where only a password was known. */
  readonly proven: Signed<Proven> | null;
  readonly expiresAt: number;
  /** Of the login token; the present where nothing of the past can be brought again. */
  readonly issuedAt: number;
  /** What opens it and nothing else ever again; null where a token may be shown again. */
  readonly once: { readonly token: string; readonly rememberUntil: number } | null;
  /** The session of this browser that it takes the place of. */
  readonly instead: PortalSession | null;
  /** Opens nothing until the reader has agreed: see `confirm`. */
  readonly waits: boolean;
  /** A path of the site, for a session that waits. */
  readonly returnTo: string;
}

/**
 * The cookie's secret of an opened session; or since when the token is used up; or that it is from before the
 * sessions of its reader, key or group were ended.
 */
export type Opening =
  | { readonly kind: 'opened'; readonly secret: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'used'; readonly usedAt: number };

/** Sessions of the help-centre site: opaque, in a cookie, and ended at once wherever they are shown. */
export interface PortalSessions {
  /** In one transaction: claims the token, then opens. @throws StoreBusy; nothing is opened then */
  open(request: SessionRequest): Promise<Opening>;
  /** The live session that a cookie holds. */
  find(secret: string, site: number): Promise<PortalSession | null>;
  /** One that waits for the reader to agree. */
  findWaiting(secret: string, site: number): Promise<PortalSession | null>;
  /** The reader has agreed: a fresh secret takes the place of the one that waited. Null where it is too late. */
  confirm(secret: string, site: number, instead: PortalSession | null): Promise<string | null>;
  /** Ends it wherever it is shown. Harmless when repeated. */
  end(session: PortalSession): Promise<void>;
  /** Forgets what has expired. Called on a timer. */
  sweep(): Promise<void>;
}

const secretBytes = 32;
/** A reader takes this long to agree, at most. */
const patience = 10 * 60_000;
const remembered = 20_000;

export function openPortalSessions(store: Store, clock: Clock): PortalSessions {
  const currentlyEnded = openEnded(store);
  const known = new QuickLRU<string, PortalSession>({ maxSize: remembered });
  let seen = '';

  /** Forgets all when one has ended or a key has changed, in any process. */
  function forgetStale(): string {
    const { sessions, keys } = store.revisions();
    const current = `${sessions} ${keys}`;
    if (current !== seen) {
      known.clear();
      seen = current;
    }
    return current;
  }

  async function load(digest: string, waits: 0 | 1): Promise<PortalSession | null> {
    const row = await store.read
      .selectFrom('portal_session')
      .leftJoin('signing_key', 'signing_key.id', 'portal_session.key_id')
      .where('digest', '=', digest)
      .where('waits', '=', waits)
      .where('signing_key.revoked_at', 'is', null)
      .selectAll('portal_session')
      .executeTakeFirst();
    return row ? sessionOfRow(row) : null;
  }

  function ifLive(session: PortalSession | null | undefined, site: number): PortalSession | null {
    return session && session.site === site && session.expiresAt > clock() ? session : null;
  }

  return {
    async open(request) {
      const { site, door, key, proven, expiresAt, once, instead, waits, returnTo } = request;
      if (
        key !== null &&
        proven &&
        (await currentlyEnded()).hasIssued({ ...request, key, proven })
      ) {
        return { kind: 'ended' };
      }
      const now = clock();
      const secret = randomBytes(secretBytes).toString('base64url');
      return store.write(async (transaction): Promise<Opening> => {
        if (once) {
          const claimed = await transaction
            .insertInto('used_token')
            .values({
              ...{ site_id: site, door, token: once.token },
              ...{ used_at: now, expires_at: once.rememberUntil },
            })
            .onConflict((conflict) => conflict.doNothing())
            .returning('used_at')
            .executeTakeFirst();
          if (!claimed) {
            const { used_at } = await transaction
              .selectFrom('used_token')
              .where('site_id', '=', site)
              .where('door', '=', door)
              .where('token', '=', once.token)
              .select('used_at')
              .executeTakeFirstOrThrow();
            return { kind: 'used', usedAt: used_at };
          }
        }
        if (instead && !waits) {
          await transaction.deleteFrom('portal_session').where('id', '=', instead.id).execute();
        }
        await transaction
          .insertInto('portal_session')
          .values({
            ...{ digest: digestOf(secret), site_id: site, door, key_id: key },
            reader: proven === null ? null : readerOf(proven),
            proven: proven === null ? null : JSON.stringify(proven),
            ...{ opened_by: once?.token ?? null, return_to: returnTo },
            ...{ waits: waits ? 1 : 0, created_at: now, expires_at: expiresAt },
          })
          .execute();
        return { kind: 'opened', secret };
      });
    },

    async find(secret, site) {
      const current = forgetStale();
      const digest = digestOf(secret);
      const before = known.get(digest);
      if (before) return ifLive(before, site);
      const session = await load(digest, 0);
      if (session && forgetStale() === current) known.set(digest, session);
      return ifLive(session, site);
    },

    async findWaiting(secret, site) {
      const session = await load(digestOf(secret), 1);
      const isInTime = session !== null && clock() - session.createdAt < patience;
      return isInTime ? ifLive(session, site) : null;
    },

    async confirm(secret, site, instead) {
      const session = await this.findWaiting(secret, site);
      if (!session) return null;
      const fresh = randomBytes(secretBytes).toString('base64url');
      return store.write(async (transaction) => {
        const changed = await transaction
          .updateTable('portal_session')
          .set({ waits: 0, digest: digestOf(fresh) })
          .where('id', '=', session.id)
          .where('waits', '=', 1)
          .executeTakeFirst();
        if (changed.numUpdatedRows === 0n) return null;
        if (instead) {
          await transaction.deleteFrom('portal_session').where('id', '=', instead.id).execute();
        }
        return fresh;
      });
    },

    async end({ id }) {
      await store.write((transaction) =>
        transaction.deleteFrom('portal_session').where('id', '=', id).execute(),
      );
    },

    async sweep() {
      const now = clock();
      await store.write(async (transaction) => {
        await transaction.deleteFrom('portal_session').where('expires_at', '<', now).execute();
        await transaction.deleteFrom('used_token').where('expires_at', '<', now).execute();
        await transaction.deleteFrom('email_link').where('expires_at', '<', now).execute();
      });
    },
  };
}

function digestOf(secret: string): string {
  return hash('sha256', secret, 'base64url');
}

function readerOf({ email, id }: Proven): string | null {
  return email ?? id ?? null;
}
