import type { Clock } from '../../clock.ts';
import type { Writing } from '../../store/store.ts';
import type { Content } from './content.ts';
import { ContentError } from './files.ts';

/** Whom folders and articles refer to, by name. */
export interface People {
  /** Whose articles they are. */
  author: number | null;
  companies: ReadonlyMap<string, number>;
  segments: ReadonlyMap<string, number>;
}

/** @throws ContentError where `people.yaml` has nobody of that name. */
export function idOf(name: string, ids: ReadonlyMap<string, number>, file = 'people.yaml'): number {
  const id = ids.get(name);
  if (id === undefined) throw new ContentError(file, `names ${name}, who is not in people.yaml`);
  return id;
}

/** Stores the agents, companies, contacts and segments of the demo. Its agents have no API key. */
export async function seedPeople(
  transaction: Writing,
  clock: Clock,
  { agents, companies, contacts, segments }: Content['people'],
): Promise<People> {
  const now = clock();
  const dated = { created_at: now, updated_at: now };
  const agentIds: number[] = [];
  for (const agent of agents) {
    const row = { ...agent, created_at: now };
    const { id } = await transaction
      .insertInto('agent')
      .values(row)
      .returning('id')
      .executeTakeFirstOrThrow();
    agentIds.push(id);
  }

  const companyIds = new Map<string, number>();
  for (const { name, domains, fields } of companies) {
    const row = { name, description: null, note: null, custom_fields: JSON.stringify(fields) };
    const { id } = await transaction
      .insertInto('company')
      .values({ ...row, ...dated })
      .returning('id')
      .executeTakeFirstOrThrow();
    companyIds.set(name, id);
    for (const domain of domains) {
      await transaction.insertInto('company_domain').values({ domain, company_id: id }).execute();
    }
  }

  for (const { name, email, company, language, fields } of contacts) {
    const row = { name, email, phone: null, language, tags: '[]', ...dated };
    const { id } = await transaction
      .insertInto('contact')
      .values({ ...row, custom_fields: JSON.stringify(fields) })
      .returning('id')
      .executeTakeFirstOrThrow();
    await transaction
      .insertInto('contact_company')
      .values({ contact_id: id, company_id: idOf(company, companyIds), is_primary: 1 })
      .execute();
  }

  const segmentIds = new Map<string, number>();
  for (const { name, of, rules } of segments) {
    const { id } = await transaction
      .insertInto('segment')
      .values({ name, of_what: of, rules: JSON.stringify(rules), ...dated })
      .returning('id')
      .executeTakeFirstOrThrow();
    segmentIds.set(name, id);
  }
  return { author: agentIds[0] ?? null, companies: companyIds, segments: segmentIds };
}
