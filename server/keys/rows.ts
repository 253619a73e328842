import type { Door } from '../../contract/token.ts';
import type { Row, RowChange } from '../store/schema.ts';
import type { Reading, Writing } from '../store/store.ts';
import type { Vault } from '../store/vault.ts';
import { skewWarning } from '../tokens/skew.ts';
import { type KeyRequest, newKey, sealOf } from './new-key.ts';
import { KeyRefused } from './refused.ts';
import { type KeyOfRow, keyOfRow } from './signing-keys.ts';
import { type KeySummary, type ListedKey, type MadeKey, summary } from './summary.ts';
import { firstHourShown } from './uses.ts';

/** Newest first. */
export async function loadKeys(
  read: Reading,
  vault: Vault,
  site: number,
  door: Door,
): Promise<readonly KeyOfRow[]> {
  const rows = await read
    .selectFrom('signing_key')
    .where('site_id', '=', site)
    .where('door', '=', door)
    .orderBy('id', 'desc')
    .selectAll()
    .execute();
  return rows.map((row) => keyOfRow(row, vault));
}

export async function listKeys(
  read: Reading,
  filter: { site?: number; door?: Door },
  now: number,
): Promise<ListedKey[]> {
  const firstHour = firstHourShown(now);
  let query = read
    .selectFrom('signing_key')
    .leftJoin('signing_key_use', 'signing_key_use.key_id', 'signing_key.id')
    .groupBy('signing_key.id')
    .orderBy('signing_key.id', 'desc')
    .selectAll('signing_key')
    .select((row) => [
      row.fn
        .max<number | null>('signing_key_use.last_used_at')
        .filterWhere('signing_key_use.uses', '>', 0)
        .as('lastUsedAt'),
      row.fn
        .max<number | null>('signing_key_use.skew')
        .filterWhere('signing_key_use.hour', '>=', firstHour)
        .as('skew'),
      row.fn
        .sum<number | null>('signing_key_use.uses')
        .filterWhere('signing_key_use.hour', '>=', firstHour)
        .as('usesInDay'),
    ]);
  if (filter.site !== undefined) query = query.where('site_id', '=', filter.site);
  if (filter.door !== undefined) query = query.where('door', '=', filter.door);
  const rows = await query.execute();
  return rows.map((row) => {
    const skew = row.skew === null ? null : row.skew / 1_000;
    return {
      ...summary(row, now),
      lastUsedAt: row.lastUsedAt,
      usesInDay: Number(row.usesInDay ?? 0),
      skew,
      skewWarning: skewWarning(row.door, skew),
    };
  });
}

/** @throws KeyRefused `input_invalid` or, without such a site, `not_found` */
export async function insertKey(
  transaction: Writing,
  vault: Vault,
  request: KeyRequest,
  now: number,
): Promise<MadeKey> {
  const { row: values, secret } = newKey(request, vault, now);
  const site = await transaction
    .selectFrom('site')
    .where('id', '=', request.site)
    .select('id')
    .executeTakeFirst();
  if (!site) throw new KeyRefused('not_found', 'site', 'must be a site');
  const row = await transaction
    .insertInto('signing_key')
    .values(values)
    .returningAll()
    .executeTakeFirstOrThrow();
  return { ...summary(row, now), secret };
}

/** @throws KeyRefused `not_found` */
export async function findKey(transaction: Writing, id: number): Promise<Row<'signing_key'>> {
  const row = await transaction
    .selectFrom('signing_key')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!row) throw new KeyRefused('not_found', 'id', 'must be a key');
  return row;
}

export async function changeKey(
  transaction: Writing,
  id: number,
  change: RowChange<'signing_key'>,
  now: number,
): Promise<KeySummary> {
  const row = await transaction
    .updateTable('signing_key')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return summary(row, now);
}

/** Seals the secrets of rows from before there was a vault. */
export async function sealSecrets(transaction: Writing, vault: Vault): Promise<void> {
  const open = await transaction
    .selectFrom('signing_key')
    .where('secret', '!=', '')
    .select(['id', 'kid', 'secret'])
    .execute();
  for (const { id, kid, secret } of open) {
    await transaction
      .updateTable('signing_key')
      .set({ secret: '', sealed_secret: vault.seal(secret, sealOf(kid)) })
      .where('id', '=', id)
      .execute();
  }
}
