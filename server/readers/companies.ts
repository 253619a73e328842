import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import { takenValue } from '../http/fault.ts';
import { notFound } from '../http/problem.ts';
import type { Row } from '../store/schema.ts';
import type { Writing } from '../store/store.ts';
import { mergeFields } from './custom-fields.ts';
import type { companyChange, newCompany } from './input.ts';

/** Fields as Freshdesk's REST API names them. */
export type NewCompany = z.output<typeof newCompany>;
export type CompanyChange = z.output<typeof companyChange>;

/** @returns its id. @throws InputRefusal where its name or a domain belongs to another company */
export async function createCompany(
  transaction: Writing,
  clock: Clock,
  company: NewCompany,
): Promise<number> {
  const now = clock();
  await checkName(transaction, company.name, null);
  const { id } = await transaction
    .insertInto('company')
    .values({
      name: company.name,
      description: company.description ?? null,
      note: company.note ?? null,
      custom_fields: mergeFields('{}', company.custom_fields),
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await saveDomains(transaction, id, company.domains ?? []);
  return id;
}

/** What is not named stays as it is. @throws Refusal `not_found`; as `createCompany` */
export async function updateCompany(
  transaction: Writing,
  clock: Clock,
  id: number,
  change: CompanyChange,
): Promise<void> {
  const row = await findRow(transaction, id);
  if (change.name !== undefined) await checkName(transaction, change.name, id);
  const { name = row.name, description = row.description, note = row.note } = change;
  await transaction
    .updateTable('company')
    .set({
      ...{ name, description, note },
      custom_fields: mergeFields(row.custom_fields, change.custom_fields),
      updated_at: clock(),
    })
    .where('id', '=', id)
    .execute();
  if (change.domains) await saveDomains(transaction, id, change.domains);
}

/** Folders that named it no longer do, and admit nobody by it. @throws Refusal `not_found` */
export async function deleteCompany(transaction: Writing, id: number): Promise<void> {
  await findRow(transaction, id);
  await transaction.deleteFrom('company').where('id', '=', id).execute();
}

async function findRow(transaction: Writing, id: number): Promise<Row<'company'>> {
  const row = await transaction
    .selectFrom('company')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

async function checkName(transaction: Writing, name: string, own: number | null): Promise<void> {
  const holder = await transaction
    .selectFrom('company')
    .where('name', '=', name)
    .select('id')
    .executeTakeFirst();
  if (holder && holder.id !== own) throw takenValue('name');
}

/** A domain admits everybody whose e-mail ends with it, so it belongs to one company alone. */
async function saveDomains(transaction: Writing, id: number, domains: readonly string[]) {
  await transaction.deleteFrom('company_domain').where('company_id', '=', id).execute();
  for (const domain of new Set(domains.map((one) => one.toLowerCase()))) {
    const taken = await transaction
      .selectFrom('company_domain')
      .where('domain', '=', domain)
      .select('company_id')
      .executeTakeFirst();
    if (taken) throw takenValue('domains');
    await transaction.insertInto('company_domain').values({ domain, company_id: id }).execute();
  }
}
