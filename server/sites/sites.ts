import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { takenValue, wrongValue } from '../http/fault.ts';
import { notFound } from '../http/problem.ts';
import type { Row } from '../store/schema.ts';
import type { Writing } from '../store/store.ts';
import { changeDoors, doorSettings } from './access.ts';
import type { Branding } from './branding.ts';
import type { newSite, siteChange } from './input.ts';
import { hashPassword } from './password.ts';

export type NewSite = z.output<typeof newSite>;
export type SiteChange = z.output<typeof siteChange>;

export async function createSite(
  transaction: Writing,
  clock: Clock,
  { name, locale, locales, hosts, branding, contact }: NewSite,
): Promise<Row<'site'>> {
  const now = clock();
  await checkHosts(transaction, hosts, null);
  return transaction
    .insertInto('site')
    .values({
      name,
      primary_locale: locale,
      locales: further(locale, locales),
      hosts: JSON.stringify([...new Set(hosts)]),
      branding: JSON.stringify(branding),
      contact,
      created_at: now,
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** What is not named stays as it is. @throws Refusal `not_found`; InputRefusal where a host is another site's */
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
  const { name = before.name, locale = before.primary_locale, locales, hosts } = change;
  if (hosts) await checkHosts(transaction, hosts, id);
  const looks = { ...JSON.parse(before.branding), ...change.branding };
  return transaction
    .updateTable('site')
    .set({
      name,
      primary_locale: locale,
      locales: locales ? further(locale, locales) : before.locales,
      hosts: hosts ? JSON.stringify([...new Set(hosts)]) : before.hosts,
      branding: JSON.stringify(looks),
      contact: change.contact ?? before.contact,
      ...(await accessAfter(before, change)),
      updated_at: clock(),
    })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Puts a logo in the place of the one before; null takes it away. @throws Refusal `not_found` */
export async function changeLogo(
  transaction: Writing,
  clock: Clock,
  id: number,
  logo: Branding['logo'],
): Promise<Row<'site'>> {
  const row = await transaction
    .selectFrom('site')
    .where('id', '=', id)
    .select('branding')
    .executeTakeFirst();
  if (!row) throw notFound();
  const looks = { ...JSON.parse(row.branding), logo };
  return transaction
    .updateTable('site')
    .set({ branding: JSON.stringify(looks), updated_at: clock() })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** A host leads to one site. */
async function checkHosts(
  transaction: Writing,
  hosts: readonly string[],
  own: number | null,
): Promise<void> {
  if (hosts.length === 0) return;
  const rows = await transaction.selectFrom('site').select(['id', 'hosts']).execute();
  for (const row of rows) {
    const taken = z.array(z.string()).parse(JSON.parse(row.hosts));
    if (row.id !== own && taken.some((host) => hosts.includes(host))) throw takenValue('hosts');
  }
}

/** @throws InputRefusal where nobody could enter any more */
async function accessAfter(before: Row<'site'>, change: SiteChange) {
  const { accessMode = before.access_mode, sessionMax = before.session_max, password } = change;
  const known = doorSettings.parse(JSON.parse(before.doors));
  const doors = change.doors ? changeDoors(known, change.doors) : known;
  const hash = password ? await hashPassword(password) : (password ?? before.password_hash);
  const passwordHash = password === null ? null : hash;
  if (accessMode === 'password' && passwordHash === null) {
    throw wrongValue('password', 'must be set for a site of this mode');
  }
  if (accessMode === 'doors' && Object.keys(doors).length === 0) {
    throw wrongValue('doors', 'must have one door or more for a site of this mode');
  }
  return {
    access_mode: accessMode,
    session_max: sessionMax,
    doors: JSON.stringify(doors),
    password_hash: passwordHash,
    readers: change.readers ? JSON.stringify([...new Set(change.readers)]) : before.readers,
  };
}

/** As JSON: each language once, the primary one not again. */
function further(primary: string, locales: readonly string[]): string {
  return JSON.stringify([...new Set(locales)].filter((locale) => locale !== primary));
}
