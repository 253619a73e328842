import { Visibility } from '../../contract/visibility.ts';
import { companyRecords } from '../readers/companies-of.ts';
import { resolveReader } from '../readers/resolve.ts';
import { segmentsOf } from '../readers/segments-of.ts';
import type { Reading } from '../store/store.ts';
import { explain, readRules } from '../visibility/explain.ts';
import type { VarRule } from '../visibility/rule.ts';
import { asSigned } from '../visibility/signed.ts';
import { anonymous, noVars, type ReaderViewer, type Viewer } from '../visibility/viewer.ts';

/** A kind of audience: everybody who stands to the rules as `viewer` does. */
export interface Standing {
  /** The same before and after a change. */
  readonly name: string;
  readonly viewer: Viewer;
}

/**
 * Everybody whom the rules of any folder can tell apart, one of each kind, and every contact by name.
 * Agents are left out: they see everything before and after.
 * @param domains of e-mail addresses, whether they belong to a company now or not
 */
export async function standingsIn(read: Reading, domains: readonly string[]): Promise<Standing[]> {
  return [
    { name: 'anonymous', viewer: anonymous },
    { name: 'bots', viewer: { kind: 'bot' } },
    { name: 'signed-in readers whom nothing names', viewer: readerWith({}) },
    ...(await byCompany(read)),
    ...(await byDomain(read, domains)),
    ...(await byContactSegment(read)),
    ...(await byToken(read)),
    ...(await byFolder(read)),
    ...(await byRecord(read)),
  ];
}

async function byCompany(read: Reading): Promise<Standing[]> {
  const companies = await read.selectFrom('company').select(['id', 'name']).orderBy('id').execute();
  const standings: Standing[] = [];
  for (const { id, name } of companies) {
    const records = await companyRecords(read, [id]);
    const segments = await segmentsOf(read, undefined, records);
    const viewer = readerWith({ companies: [id], segments });
    standings.push({ name: `readers of ${name}`, viewer });
  }
  return standings;
}

/** Every domain that belongs to a company. */
export async function domainsIn(read: Reading): Promise<string[]> {
  const rows = await read.selectFrom('company_domain').select('domain').distinct().execute();
  return rows.map(({ domain }) => domain);
}

async function byDomain(read: Reading, domains: readonly string[]): Promise<Standing[]> {
  const standings: Standing[] = [];
  for (const domain of new Set(domains)) {
    const name = `readers at ${domain} without a record`;
    standings.push({ name, viewer: await readerAt(read, `somebody@${domain}`) });
  }
  return standings;
}

async function byContactSegment(read: Reading): Promise<Standing[]> {
  const segments = await read
    .selectFrom('segment')
    .where('of_what', '=', 'contacts')
    .select(['id', 'name'])
    .orderBy('id')
    .execute();
  return segments.map(({ id, name }) => ({
    name: `contacts in ${name}`,
    viewer: readerWith({ segments: [id] }),
  }));
}

async function byToken(read: Reading): Promise<Standing[]> {
  const groups = await read
    .selectFrom('folder_group')
    .innerJoin('folder', 'folder.id', 'folder_group.folder_id')
    .where('folder.visibility', '=', Visibility.groups)
    .select('group_name')
    .distinct()
    .orderBy('group_name')
    .execute();
  const vars = await read
    .selectFrom('folder_var')
    .select(['name', 'value'])
    .distinct()
    .orderBy('name')
    .orderBy('value')
    .execute();
  return [
    ...groups.map(({ group_name }) => ({
      name: `readers in the group ${group_name}`,
      viewer: readerWith({ groups: [group_name] }),
    })),
    ...vars.map(({ name, value }) => ({
      name: `readers whose ${name} is ${value}`,
      viewer: readerWith({ vars: allOf([{ name, values: [value] }]) }),
    })),
  ];
}

/** Who meets several rules at once, whichever folder asks for it. */
async function byFolder(read: Reading): Promise<Standing[]> {
  const categories = await read.selectFrom('category').select('id').execute();
  const rules = await readRules(
    read,
    categories.map(({ id }) => id),
  );
  const companies = await read.selectFrom('company').select(['id', 'name']).execute();
  const segments = await read.selectFrom('segment').select(['id', 'name']).execute();
  const called = (rows: readonly { id: number; name: string }[], id: number) =>
    rows.find((row) => row.id === id)?.name ?? id;
  const standings = new Map<string, Standing>();
  for (const id of rules.keys()) {
    const asked = explain(anonymous, id, rules).steps.map(({ rule }) => rule);
    const members = [
      ...asked.flatMap((rule) => rule.companies).map((id) => `of ${called(companies, id)}`),
      ...asked.flatMap((rule) => rule.segments).map((id) => `in ${called(segments, id)}`),
      ...asked.flatMap((rule) => rule.groups).map((group) => `in the group ${group}`),
      ...asked
        .flatMap((rule) => rule.vars)
        .map(({ name, values }) => `whose ${name} is ${values[0]}`),
    ];
    const distinct = [...new Set(members)].sort();
    if (distinct.length < 2) continue;
    const name = `readers ${distinct.join(' and ')}`;
    const viewer = readerWith({
      companies: asked.flatMap((rule) => rule.companies),
      segments: asked.flatMap((rule) => rule.segments),
      groups: asked.flatMap((rule) => rule.groups),
      vars: allOf(asked.flatMap((rule) => rule.vars)),
    });
    standings.set(name, { name, viewer });
  }
  return [...standings.values()];
}

/** A token's values that meet each rule. */
function allOf(rules: readonly VarRule[]): Record<string, unknown> {
  const vars = {};
  for (const { name, values } of rules) setAt(vars, name.split('.'), values[0] ?? '');
  return vars;
}

function setAt(
  vars: Record<string, unknown>,
  [first = '', ...rest]: string[],
  value: string,
): void {
  if (rest.length === 0) {
    vars[first] ??= value;
    return;
  }
  const inner = vars[first];
  const next = typeof inner === 'object' && inner !== null ? { ...inner } : {};
  setAt(next, rest, value);
  vars[first] = next;
}

async function byRecord(read: Reading): Promise<Standing[]> {
  const contacts = await read.selectFrom('contact').select('email').orderBy('email').execute();
  const standings: Standing[] = [];
  for (const { email } of contacts) {
    standings.push({ name: email, viewer: await readerAt(read, email) });
  }
  return standings;
}

function readerAt(read: Reading, email: string): Promise<ReaderViewer> {
  return resolveReader(read, asSigned({ email, name: email, exp: 0 }));
}

function readerWith(memberships: {
  companies?: readonly number[];
  segments?: readonly number[];
  groups?: readonly string[];
  vars?: Record<string, unknown>;
}): ReaderViewer {
  const { companies = [], segments = [], groups = [], vars } = memberships;
  return {
    ...{ kind: 'reader', id: 'somebody', email: 'somebody@reader.invalid' },
    ...{ name: 'Somebody', locale: null },
    companies: asSigned(companies),
    segments: asSigned(segments),
    groups: asSigned(groups),
    vars: vars ? asSigned(vars) : noVars,
  };
}
