import type { Clock } from '../../clock.ts';
import { createCompany } from '../../readers/companies.ts';
import { createContact } from '../../readers/contacts.ts';
import { createSegment } from '../../readers/segments.ts';
import type { Writing } from '../../store/store.ts';
import type { Content } from './content.ts';
import { ContentError } from './files.ts';

/** Whom folders and articles refer to; companies and segments by name. */
export interface People {
  /** The agents, who answer for articles. */
  agents: readonly number[];
  companies: ReadonlyMap<string, number>;
  segments: ReadonlyMap<string, number>;
}

/** Stores the agents, companies, contacts and segments of the demo. Its agents have no API key. */
export async function seedPeople(
  transaction: Writing,
  clock: Clock,
  people: Content['people'],
): Promise<People> {
  const agents = await transaction
    .insertInto('agent')
    .values(people.agents.map((agent) => ({ ...agent, created_at: clock() })))
    .returning('id')
    .execute();

  const companies = new Map<string, number>();
  for (const company of people.companies) {
    companies.set(company.name, await createCompany(transaction, clock, company));
  }
  for (const { company, groups: _, ...contact } of people.contacts) {
    const company_id = idOf(company, companies);
    await createContact(transaction, clock, { ...contact, company_id });
  }
  const segments = new Map<string, number>();
  for (const segment of people.segments) {
    segments.set(segment.name, await createSegment(transaction, clock, segment));
  }
  return { agents: agents.map(({ id }) => id), companies, segments };
}

/** @throws ContentError where `people.yaml` has nobody of that name. */
export function idOf(name: string, ids: ReadonlyMap<string, number>, file = 'people.yaml'): number {
  const id = ids.get(name);
  if (id === undefined) throw new ContentError(file, `names ${name}, who is not in people.yaml`);
  return id;
}
