import { Visibility, type VisibilityCode } from '../../contract/visibility.ts';
import { InputRefusal, wrongValue } from '../http/fault.ts';
import type { Reading, Writing } from '../store/store.ts';

/** Whom a folder names. Only the list that belongs to its visibility may hold anybody. */
export interface Named {
  readonly companies?: readonly number[] | undefined;
  readonly contactSegments?: readonly number[] | undefined;
  readonly companySegments?: readonly number[] | undefined;
  /** Groups of the login token, matched exactly. */
  readonly groups?: readonly string[] | undefined;
}

/** By dotted path, the values of a login token of which a reader must have one. */
export type NamedVars = Readonly<Record<string, readonly string[]>>;

const lists = [
  { list: 'companies', field: 'company_ids', visibility: Visibility.companies },
  { list: 'contactSegments', field: 'contact_segment_ids', visibility: Visibility.contactSegments },
  { list: 'companySegments', field: 'company_segment_ids', visibility: Visibility.companySegments },
  { list: 'groups', field: 'group_names', visibility: Visibility.groups },
] as const satisfies { list: keyof Named; field: string; visibility: VisibilityCode }[];

/**
 * Sets whom a folder admits, its ancestors left aside.
 * @throws InputRefusal where a restricted folder names nobody, a list does not belong to the visibility, or
 * somebody named does not exist
 */
export async function writeRule(
  transaction: Writing,
  folder: number,
  visibility: VisibilityCode,
  named: Named,
): Promise<void> {
  for (const { list, field, visibility: needed } of lists) {
    const count = named[list]?.length ?? 0;
    if (needed === visibility && count === 0) {
      const message = `is required for visibility ${visibility}`;
      throw new InputRefusal([{ path: field, message, kind: 'missing' }]);
    }
    if (needed !== visibility && count > 0) {
      throw wrongValue(field, `is only for folders with visibility ${needed}`);
    }
  }
  await checkNamed(transaction, named);
  await transaction.updateTable('folder').set({ visibility }).where('id', '=', folder).execute();
  for (const table of ['folder_company', 'folder_segment', 'folder_group'] as const) {
    await transaction.deleteFrom(table).where('folder_id', '=', folder).execute();
  }
  for (const company of new Set(named.companies)) {
    const row = { folder_id: folder, company_id: company };
    await transaction.insertInto('folder_company').values(row).execute();
  }
  const segments = [...(named.contactSegments ?? []), ...(named.companySegments ?? [])];
  for (const segment of new Set(segments)) {
    const row = { folder_id: folder, segment_id: segment };
    await transaction.insertInto('folder_segment').values(row).execute();
  }
  for (const group of new Set(named.groups)) {
    const row = { folder_id: folder, group_name: group };
    await transaction.insertInto('folder_group').values(row).execute();
  }
}

async function checkNamed(transaction: Writing, named: Named): Promise<void> {
  for (const id of named.companies ?? []) {
    const found = await transaction
      .selectFrom('company')
      .where('id', '=', id)
      .select('id')
      .executeTakeFirst();
    if (!found) throw wrongValue('company_ids', `must be companies, and ${id} is none`);
  }
  await checkSegments(transaction, 'contacts', 'contact_segment_ids', named.contactSegments);
  await checkSegments(transaction, 'companies', 'company_segment_ids', named.companySegments);
}

async function checkSegments(
  transaction: Writing,
  of: 'contacts' | 'companies',
  field: string,
  ids: readonly number[] = [],
): Promise<void> {
  for (const id of ids) {
    const found = await transaction
      .selectFrom('segment')
      .where('id', '=', id)
      .where('of_what', '=', of)
      .select('id')
      .executeTakeFirst();
    if (!found) throw wrongValue(field, `must be segments of ${of}, and ${id} is none`);
  }
}

/** Whom a folder names, as it is stored. */
export async function readNamed(
  read: Reading,
  folder: number,
  visibility: VisibilityCode,
): Promise<Named> {
  const companies = await read
    .selectFrom('folder_company')
    .where('folder_id', '=', folder)
    .select('company_id')
    .orderBy('company_id')
    .execute();
  const segments = await read
    .selectFrom('folder_segment')
    .where('folder_id', '=', folder)
    .select('segment_id')
    .orderBy('segment_id')
    .execute();
  const groups = await read
    .selectFrom('folder_group')
    .where('folder_id', '=', folder)
    .select('group_name')
    .orderBy('group_name')
    .execute();
  const segmentIds = segments.map((row) => row.segment_id);
  switch (visibility) {
    case Visibility.companies:
      return { companies: companies.map((row) => row.company_id) };
    case Visibility.contactSegments:
      return { contactSegments: segmentIds };
    case Visibility.companySegments:
      return { companySegments: segmentIds };
    case Visibility.groups:
      return { groups: groups.map((row) => row.group_name) };
    default:
      return {};
  }
}

/** Sets which values of the login token a folder asks for besides; none where there is no name. */
export async function writeVars(
  transaction: Writing,
  folder: number,
  vars: NamedVars,
): Promise<void> {
  await transaction.deleteFrom('folder_var').where('folder_id', '=', folder).execute();
  for (const [name, values] of Object.entries(vars)) {
    for (const value of new Set(values)) {
      const row = { folder_id: folder, name, value };
      await transaction.insertInto('folder_var').values(row).execute();
    }
  }
}

/** Which values of the login token a folder asks for, as it is stored. */
export async function readVars(read: Reading, folder: number): Promise<NamedVars> {
  const rows = await read
    .selectFrom('folder_var')
    .where('folder_id', '=', folder)
    .select(['name', 'value'])
    .orderBy('name')
    .orderBy('value')
    .execute();
  const byName = Map.groupBy(rows, ({ name }) => name);
  return Object.fromEntries(
    [...byName].map(([name, same]) => [name, same.map(({ value }) => value)]),
  );
}
