import { type ExpressionBuilder, sql } from 'kysely';
import type { Schema } from '../store/schema.ts';
import type { Writing } from '../store/store.ts';
import { refusedFor, revocationKept } from './presented.ts';

/** Whose sessions end: one, or all of a reader, a key, a group, or everybody's. */
export type Revocation =
  | { readonly session: string }
  | { readonly reader: string }
  | { readonly key: number }
  | { readonly group: string }
  | { readonly all: true };

/**
 * Ends the sessions and every token that they showed, and leaves a note for tokens that nobody has shown yet.
 * @returns how many open sessions ended.
 */
export async function revoke(transaction: Writing, what: Revocation, now: number): Promise<number> {
  const shown = await transaction
    .selectFrom('session_token')
    .where((row) => isMeant(row, what))
    .select(['session', 'token', 'expires_at'])
    .execute();
  const before = await transaction.selectFrom('ended_session').select('session').execute();
  const ended = new Set(before.map((row) => row.session));
  const open = new Set(
    shown
      .filter((row) => row.expires_at > now && !ended.has(row.session))
      .map((row) => row.session),
  );
  for (const { token, expires_at } of shown) {
    await transaction
      .insertInto('ended_token')
      .values({ token, expires_at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const sessions = 'session' in what ? new Set([...open, what.session]) : open;
  for (const session of sessions) {
    await transaction
      .insertInto('ended_session')
      .values({ session, expires_at: now + refusedFor })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const note = noteOf(what);
  if (note) {
    await transaction
      .insertInto('revocation')
      .values({ ...note, before: now, expires_at: now + revocationKept })
      .execute();
  }
  return open.size + (await endInPortal(transaction, what, now));
}

/** A session of the help-centre site is known here by the digest that it is stored under. */
async function endInPortal(transaction: Writing, what: Revocation, now: number): Promise<number> {
  const ended = await transaction
    .deleteFrom('portal_session')
    .where((row) => isMeantInPortal(row, what))
    .returning(['expires_at', 'waits'])
    .execute();
  return ended.filter((row) => row.expires_at > now && row.waits === 0).length;
}

function isMeantInPortal(row: ExpressionBuilder<Schema, 'portal_session'>, what: Revocation) {
  if ('session' in what) return row('digest', '=', what.session);
  if ('reader' in what) return row('reader', '=', what.reader);
  if ('key' in what) return row('key_id', '=', what.key);
  if ('group' in what) {
    return row.exists(
      row
        .selectFrom(
          sql<{ value: string }>`json_each(portal_session.proven, '$.groups')`.as('named'),
        )
        .where('named.value', '=', what.group)
        .select('named.value'),
    );
  }
  return sql<boolean>`true`;
}

function isMeant(row: ExpressionBuilder<Schema, 'session_token'>, what: Revocation) {
  if ('session' in what) return row('session', '=', what.session);
  if ('reader' in what) return row('reader', '=', what.reader);
  if ('key' in what) return row('key_id', '=', what.key);
  if ('group' in what) {
    return row.exists(
      row
        .selectFrom(sql<{ value: string }>`json_each(session_token.groups)`.as('named'))
        .where('named.value', '=', what.group)
        .select('named.value'),
    );
  }
  return sql<boolean>`true`;
}

/** One session has shown all its tokens; of the others there may be some that nobody has seen. */
function noteOf(what: Revocation) {
  if ('reader' in what) return { kind: 'reader', value: what.reader } as const;
  if ('key' in what) return { kind: 'key', value: String(what.key) } as const;
  if ('group' in what) return { kind: 'group', value: what.group } as const;
  if ('all' in what) return { kind: 'all', value: '' } as const;
  return null;
}
