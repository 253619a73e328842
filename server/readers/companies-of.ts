import type { Row } from '../store/schema.ts';
import type { Reading } from '../store/store.ts';

export type CompanyRecord = Row<'company'> & { domains: string[] };

/**
 * The companies of a reader. What the contact's record says counts; only where it names none, or there is
 * no contact, the e-mail's exact domain decides.
 */
export async function companiesOf(
  read: Reading,
  contact: number | undefined,
  email: string,
): Promise<CompanyRecord[]> {
  const named = contact === undefined ? [] : await byRecord(read, contact);
  const ids = named.length > 0 ? named : await byDomain(read, email);
  return companyRecords(read, ids);
}

/** The companies of these ids with their domains. */
export async function companyRecords(
  read: Reading,
  ids: readonly number[],
): Promise<CompanyRecord[]> {
  if (ids.length === 0) return [];
  const companies = await read.selectFrom('company').where('id', 'in', ids).selectAll().execute();
  const domains = await read
    .selectFrom('company_domain')
    .where('company_id', 'in', ids)
    .selectAll()
    .execute();
  return companies.map((company) => ({
    ...company,
    domains: domains.filter((row) => row.company_id === company.id).map((row) => row.domain),
  }));
}

async function byRecord(read: Reading, contact: number): Promise<number[]> {
  const rows = await read
    .selectFrom('contact_company')
    .where('contact_id', '=', contact)
    .select('company_id')
    .execute();
  return rows.map((row) => row.company_id);
}

async function byDomain(read: Reading, email: string): Promise<number[]> {
  const domain = email.slice(email.lastIndexOf('@') + 1);
  const rows = await read
    .selectFrom('company_domain')
    .where('domain', '=', domain)
    .select('company_id')
    .execute();
  return rows.map((row) => row.company_id);
}
