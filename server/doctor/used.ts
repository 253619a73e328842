import { hash } from 'node:crypto';
import type { Door } from '../../contract/token.ts';
import type { Reading } from '../store/store.ts';
import { claimedId } from '../tokens/unverified.ts';

/** When a genuine login token opened its one session, milliseconds since 1970; null where it has not. */
export type WhenUsed = (token: string, site: number, door: Door) => Promise<number | null>;

export function openWhenUsed(read: Reading): WhenUsed {
  return async (token, site, door) => {
    if (door === 'freshdesk') return null;
    const id = claimedId(token);
    const names = [hash('sha256', token, 'base64url'), ...(id === undefined ? [] : [`jti ${id}`])];
    const row = await read
      .selectFrom('used_token')
      .where('site_id', '=', site)
      .where('door', '=', door)
      .where('token', 'in', names)
      .select('used_at')
      .executeTakeFirst();
    return row?.used_at ?? null;
  };
}
