import { z } from 'zod';
import type { Row } from '../store/schema.ts';
import type { Reading } from '../store/store.ts';
import type { CompanyRecord } from './companies-of.ts';

/** One condition of a segment. All of a segment's rules must hold; a segment without rules holds nobody. */
export const segmentRule = z.strictObject({
  /** Of contacts `email`, `name`, `language`, `tags`, `company`; of companies `name`, `domains`; else a custom field. */
  field: z.string().trim().min(1).max(100),
  is: z.enum(['equals', 'not_equals', 'contains']),
  value: z.string().max(500),
});
export type SegmentRule = z.infer<typeof segmentRule>;

const storedRules = z.array(segmentRule);
const storedTags = z.array(z.string());
const storedFields = z.record(z.string(), z.unknown());

/** The segments that a contact's record, or one of the companies, belongs to. No record, no contact segment. */
export async function segmentsOf(
  read: Reading,
  contact: Row<'contact'> | undefined,
  companies: readonly CompanyRecord[],
): Promise<number[]> {
  const segments = await read.selectFrom('segment').selectAll().execute();
  const people = contact ? [contactFields(contact, companies)] : [];
  const firms = companies.map(companyFields);
  return segments
    .filter(({ of_what, rules }) => {
      const parsed = storedRules.parse(JSON.parse(rules));
      const records = of_what === 'contacts' ? people : firms;
      return records.some((record) => belongs(record, parsed));
    })
    .map((segment) => segment.id);
}

/** Field names to values; a list holds when one of its values does. */
type Fields = ReadonlyMap<string, readonly string[]>;

function belongs(record: Fields, rules: readonly SegmentRule[]): boolean {
  return rules.length > 0 && rules.every((rule) => holds(record.get(rule.field) ?? [], rule));
}

function holds(values: readonly string[], { is, value }: SegmentRule): boolean {
  const wanted = value.toLowerCase();
  const found = values.map((one) => one.toLowerCase());
  switch (is) {
    case 'equals':
      return found.includes(wanted);
    case 'not_equals':
      return !found.includes(wanted);
    case 'contains':
      return wanted !== '' && found.some((one) => one.includes(wanted));
    default:
      return is satisfies never;
  }
}

function contactFields(contact: Row<'contact'>, companies: readonly CompanyRecord[]): Fields {
  return new Map<string, readonly string[]>([
    ...customFields(contact.custom_fields),
    ['email', [contact.email]],
    ['name', [contact.name]],
    ['language', contact.language ? [contact.language] : []],
    ['tags', storedTags.parse(JSON.parse(contact.tags))],
    ['company', companies.map((company) => company.name)],
  ]);
}

function companyFields(company: CompanyRecord): Fields {
  return new Map<string, readonly string[]>([
    ...customFields(company.custom_fields),
    ['name', [company.name]],
    ['domains', company.domains],
  ]);
}

function customFields(json: string): [string, string[]][] {
  const fields = storedFields.parse(JSON.parse(json));
  return Object.entries(fields).map(([name, value]) => [
    name,
    value === null || value === undefined ? [] : [String(value)],
  ]);
}
