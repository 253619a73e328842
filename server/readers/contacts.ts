import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import { takenValue, wrongValue } from '../http/fault.ts';
import { notFound } from '../http/problem.ts';
import type { Row } from '../store/schema.ts';
import type { Reading, Writing } from '../store/store.ts';
import { mergeFields } from './custom-fields.ts';
import type { contactChange, newContact } from './input.ts';

/** Fields as Freshdesk's REST API names them. */
export type NewContact = z.output<typeof newContact>;
export type ContactChange = z.output<typeof contactChange>;

/** @returns its id. @throws InputRefusal where the e-mail is taken or a company does not exist */
export async function createContact(
  transaction: Writing,
  clock: Clock,
  contact: NewContact,
): Promise<number> {
  const now = clock();
  await checkEmail(transaction, contact.email, null);
  const row = {
    name: contact.name,
    email: contact.email.toLowerCase(),
    phone: contact.phone ?? null,
    language: contact.language ?? null,
    tags: JSON.stringify(contact.tags ?? []),
    custom_fields: mergeFields('{}', contact.custom_fields),
    unconfirmed: 0 as const,
    blocked: contact.blocked ? (1 as const) : (0 as const),
    created_at: now,
    updated_at: now,
  };
  const { id } = await transaction
    .insertInto('contact')
    .values(row)
    .onConflict((conflict) => conflict.column('email').doUpdateSet(row))
    .returning('id')
    .executeTakeFirstOrThrow();
  await saveCompanies(transaction, id, contact);
  return id;
}

/** What is not named stays as it is. @throws Refusal `not_found`; as `createContact` */
export async function updateContact(
  transaction: Writing,
  clock: Clock,
  id: number,
  change: ContactChange,
): Promise<void> {
  const row = await findRow(transaction, id);
  if (change.email !== undefined) await checkEmail(transaction, change.email, id);
  const { name = row.name, email = row.email, phone = row.phone, language = row.language } = change;
  await transaction
    .updateTable('contact')
    .set({
      name,
      email: email.toLowerCase(),
      phone,
      language,
      tags: change.tags ? JSON.stringify(change.tags) : row.tags,
      custom_fields: mergeFields(row.custom_fields, change.custom_fields),
      unconfirmed: 0,
      blocked: (change.blocked ?? row.blocked === 1) ? 1 : 0,
      updated_at: clock(),
    })
    .where('id', '=', id)
    .execute();
  await saveCompanies(transaction, id, change);
}

/** @throws Refusal `not_found` */
export async function deleteContact(transaction: Writing, id: number): Promise<void> {
  await findRow(transaction, id);
  await transaction.deleteFrom('contact').where('id', '=', id).execute();
}

export interface ContactCompanies {
  readonly primary: number | null;
  readonly others: readonly number[];
}

export async function companiesOfContact(read: Reading, id: number): Promise<ContactCompanies> {
  const rows = await read
    .selectFrom('contact_company')
    .where('contact_id', '=', id)
    .select(['company_id', 'is_primary'])
    .orderBy('company_id')
    .execute();
  return {
    primary: rows.find((row) => row.is_primary === 1)?.company_id ?? null,
    others: rows.filter((row) => row.is_primary === 0).map((row) => row.company_id),
  };
}

async function findRow(transaction: Writing, id: number): Promise<Row<'contact'>> {
  const row = await transaction
    .selectFrom('contact')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

async function checkEmail(transaction: Writing, email: string, own: number | null): Promise<void> {
  const holder = await transaction
    .selectFrom('contact')
    .where('email', '=', email.toLowerCase())
    .select(['id', 'unconfirmed'])
    .executeTakeFirst();
  // A contact that nobody but a form has written is taken over.
  const isFree = own === null && holder?.unconfirmed === 1;
  if (holder && holder.id !== own && !isFree) throw takenValue('email', holder.id);
}

async function saveCompanies(transaction: Writing, id: number, change: ContactChange) {
  const { company_id: company, other_companies: listed } = change;
  if (company === undefined && listed === undefined) return;
  const before = await companiesOfContact(transaction, id);
  const primary = company === undefined ? before.primary : company;
  const others = listed === undefined ? before.others : listed.map((other) => other.company_id);
  await transaction.deleteFrom('contact_company').where('contact_id', '=', id).execute();
  if (primary !== null) await saveCompany(transaction, id, primary, 1);
  for (const other of new Set(others)) {
    if (other !== primary) await saveCompany(transaction, id, other, 0);
  }
}

async function saveCompany(transaction: Writing, id: number, company: number, isPrimary: 0 | 1) {
  const found = await transaction
    .selectFrom('company')
    .where('id', '=', company)
    .select('id')
    .executeTakeFirst();
  if (!found) {
    throw wrongValue(isPrimary ? 'company_id' : 'other_companies', `${company} is no company`);
  }
  await transaction
    .insertInto('contact_company')
    .values({ contact_id: id, company_id: company, is_primary: isPrimary })
    .execute();
}
