import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import { notFound } from '../http/problem.ts';
import type { Row } from '../store/schema.ts';
import type { Writing } from '../store/store.ts';
import type { newSite, siteChange } from './input.ts';

export type NewSite = z.output<typeof newSite>;
export type SiteChange = z.output<typeof siteChange>;

export async function createSite(
  transaction: Writing,
  clock: Clock,
  { name, locale, locales }: NewSite,
): Promise<Row<'site'>> {
  const now = clock();
  return transaction
    .insertInto('site')
    .values({
      name,
      primary_locale: locale,
      locales: further(locale, locales),
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What is not named stays as it is. @throws Refusal `not_found` */
export async function updateSite(
  transaction: Writing,
  clock: Clock,
  id: number,
  change: SiteChange,
): Promise<Row<'site'>> {
  const before = await transaction
    .selectFrom('site')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!before) throw notFound();
  const { name = before.name, locale = before.primary_locale, locales } = change;
  return transaction
    .updateTable('site')
    .set({
      name,
      primary_locale: locale,
      locales: locales ? further(locale, locales) : before.locales,
      updated_at: clock(),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** As JSON: each language once, the primary one not again. */
function further(primary: string, locales: readonly string[]): string {
  return JSON.stringify([...new Set(locales)].filter((locale) => locale !== primary));
}
