import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Visibility, type VisibilityCode } from '../../contract/visibility.ts';
import type { Store, Writing } from '../store/store.ts';
import { temporaryStore } from '../store/temporary.ts';
import { openAudiences } from './audience.ts';
import { explain, readRules } from './explain.ts';
import { type FolderRule, maySee } from './rule.ts';
import { asSigned } from './signed.ts';
import { type Vars, valuesOf } from './vars.ts';
import { anonymous, noVars, type ReaderViewer, type Viewer } from './viewer.ts';
import { folderIsVisibleTo } from './where.ts';

const codes = Object.values(Visibility);
/** Names that are alike to a careless comparison. */
const groupNames = ['gold', 'Gold', ' gold', 'gold ', 'go\u200bld', 'café', 'cafe\u0301', '%', ''];
const ids = [1, 2, 3, 4];
const varNames = ['plan', 'user.plan', 'user.plan.', '__proto__', 'constructor'];
const varValues = ['pro', 'Pro', 'true', '1', '', '%'];

const rule: fc.Arbitrary<FolderRule> = fc.record({
  visibility: fc.constantFrom<VisibilityCode>(...codes),
  companies: fc.subarray(ids),
  segments: fc.subarray(ids),
  groups: fc.subarray(groupNames),
  vars: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    {
      weight: 1,
      arbitrary: fc.uniqueArray(
        fc.record({
          name: fc.constantFrom(...varNames),
          values: fc.subarray(varValues, { minLength: 1 }),
        }),
        { selector: ({ name }) => name, minLength: 1, maxLength: 2 },
      ),
    },
  ),
});

/** Folders in an order in which each parent stands before its children. */
const tree = fc
  .array(fc.record({ rule, parent: fc.nat() }), { minLength: 1, maxLength: 25 })
  .map((drawn) =>
    drawn.map(({ rule: own, parent }, index) => ({
      rule: own,
      parent: index === 0 || parent % 3 === 0 ? null : parent % index,
    })),
  );
type Tree = { rule: FolderRule; parent: number | null }[];

const value = fc.constantFrom<unknown>(...varValues, true, 1, null, ['pro'], '\ud800', 'pro\0');
/** As JSON brings them: `__proto__` may be a member of its own. */
const vars: fc.Arbitrary<Vars> = fc.tuple(value, value, value).map((drawn) => {
  const [plan, own, stray] = drawn.map((one) => JSON.stringify(one));
  return JSON.parse(
    `{"plan": ${plan}, "user": {"plan": ${own}}, "user.plan": ${stray}, "__proto__": ${plan}, "constructor": ${own}}`,
  );
});

const reader: fc.Arbitrary<Viewer> = fc.record({
  kind: fc.constant('reader' as const),
  id: fc.constant('a@example.com'),
  email: fc.constant('a@example.com'),
  name: fc.constant('A'),
  locale: fc.constant(null),
  companies: fc.subarray(ids).map(asSigned),
  segments: fc.subarray(ids).map(asSigned),
  groups: fc.subarray(groupNames).map(asSigned),
  vars: vars.map(asSigned),
});
const viewer: fc.Arbitrary<Viewer> = fc.oneof(
  { weight: 5, arbitrary: reader },
  fc.constant<Viewer>(anonymous),
  fc.constant<Viewer>({ kind: 'bot' }),
  fc.constant<Viewer>({ kind: 'agent', id: 1 }),
);

test('for every kind of viewer and every tree of folders, the query admits whom the predicate admits, and the explanation says so', async () => {
  await using store = await temporaryStore();
  await writeNames(store);
  let admitted = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(
      tree,
      fc.array(viewer, { minLength: 1, maxLength: 6 }),
      async (folders, viewers) => {
        const written = await writeTree(store, folders);
        const rules = await readRules(store.read, [1]);
        for (const who of viewers) {
          const rows = await store.read
            .selectFrom('folder')
            .where(folderIsVisibleTo(who))
            .select('id')
            .orderBy('id')
            .execute();
          const expected = written.filter((_, index) => maySee(who, chain(folders, index)));
          assert.deepEqual(
            rows.map((row) => row.id),
            expected,
          );
          const explained = written.filter((id) => explain(who, id, rules).isVisible);
          assert.deepEqual(explained, expected);
          for (const id of written) {
            const { closedBy, steps } = explain(who, id, rules);
            assert.equal(closedBy === null, expected.includes(id));
            assert.ok(closedBy === null || steps.some((step) => step.folder === closedBy.folder));
          }
          admitted += expected.length;
          refused += written.length - expected.length;
        }
      },
    ),
    { numRuns: 60 },
  );
  assert.ok(admitted > 100 && refused > 100, 'the trees drawn decide nothing');
});

test('a public folder beneath a restricted one is hidden from whom the restricted one refuses', () => {
  const above: FolderRule = {
    visibility: Visibility.agents,
    companies: [],
    segments: [],
    groups: [],
    vars: [],
  };
  const below: FolderRule = { ...above, visibility: Visibility.everyone };
  assert.equal(maySee(anonymous, [below]), true);
  assert.equal(maySee(anonymous, [below, above]), false);
});

test('a restricted folder that names nobody admits no reader', () => {
  const ada = readerOf({
    companies: asSigned([1]),
    segments: asSigned([1]),
    groups: asSigned(['gold']),
  });
  for (const visibility of [4, 6, 7, 8] as const) {
    assert.equal(
      maySee(ada, [{ visibility, companies: [], segments: [], groups: [], vars: [] }]),
      false,
    );
  }
});

test('a folder that asks for a value of the token refuses who brings none, and everyone without a token', () => {
  const open = { visibility: Visibility.everyone, companies: [], segments: [], groups: [] };
  const pro: FolderRule = { ...open, vars: [{ name: 'user.plan', values: ['pro', '7'] }] };
  const withPlan = (plan: unknown) => readerOf({ vars: asSigned({ user: { plan } }) });
  for (const plan of ['pro', 7]) assert.equal(maySee(withPlan(plan), [pro]), true);
  for (const plan of ['Pro', ' pro', ['pro'], { pro: true }, null, undefined]) {
    assert.equal(maySee(withPlan(plan), [pro]), false, JSON.stringify(plan));
  }
  for (const who of [readerOf({}), anonymous, { kind: 'bot' } as const]) {
    assert.equal(maySee(who, [pro]), false, who.kind);
  }
});

test('names that lead into the workings of JavaScript lead nowhere', () => {
  const vars: Vars = JSON.parse('{"__proto__": {"plan": "pro"}, "constructor": {"name": "x"}}');
  assert.deepEqual([...valuesOf(vars)], []);
  assert.deepEqual(
    [...valuesOf({ user: { prototype: { a: 1 }, plan: 'pro' } })],
    [['user.plan', 'pro']],
  );
});

test('what nobody signed cannot be what a rule looks at: it is an error of types', () => {
  const body: { groups: string[]; vars: Vars } = { groups: ['gold'], vars: { plan: 'pro' } };
  // @ts-expect-error groups out of a request are not signed.
  const grouped: ReaderViewer = { ...readerOf({}), groups: body.groups };
  // @ts-expect-error values out of a request are not signed.
  const valued: ReaderViewer = { ...readerOf({}), vars: body.vars };
  assert.deepEqual([grouped.groups, valued.vars], [body.groups, body.vars]);
});

test('something in no folder at all is hidden, from agents too', () => {
  assert.equal(maySee({ kind: 'agent', id: 1 }, []), false);
});

test('two readers with the same rights share an audience, and a change of a rule ends it at once', async () => {
  await using store = await temporaryStore();
  await writeNames(store);
  const [folder = 0] = await writeTree(store, [
    {
      rule: { visibility: 8, companies: [], segments: [], groups: ['gold'], vars: [] },
      parent: null,
    },
  ]);
  const audiences = openAudiences(store);
  const ada = await audiences.of(readerOf({ groups: asSigned(['gold', 'other']) }), 1);
  const bob = await audiences.of(
    readerOf({ email: 'bob@example.com', groups: asSigned(['gold']) }),
    1,
  );
  assert.equal(ada.key, bob.key);
  assert.deepEqual(ada.folders, [folder]);

  await store.write((t) => t.deleteFrom('folder_group').execute());
  const after = await audiences.of(readerOf({ groups: asSigned(['gold', 'other']) }), 1);
  assert.deepEqual(after.folders, []);
  assert.notEqual(after.key, ada.key);
});

for (const [what, rule, holder, stranger] of [
  [
    'company',
    { visibility: 4, companies: [1] },
    { companies: asSigned([1]) },
    { companies: asSigned([2]) },
  ],
  [
    'segment',
    { visibility: 6, segments: [1] },
    { segments: asSigned([1]) },
    { segments: asSigned([2]) },
  ],
  [
    'group',
    { visibility: 8, groups: ['gold'] },
    { groups: asSigned(['gold']) },
    { groups: asSigned(['x']) },
  ],
  [
    'value',
    { visibility: 2, vars: [{ name: 'plan', values: ['pro'] }] },
    { vars: asSigned({ plan: 'pro' }) },
    { vars: asSigned({ plan: 'free' }) },
  ],
] as const satisfies [
  string,
  Pick<FolderRule, 'visibility'> & Partial<FolderRule>,
  Partial<ReaderViewer>,
  Partial<ReaderViewer>,
][]) {
  test(`readers who differ in one ${what} alone are told apart, whoever asks first`, async () => {
    await using store = await temporaryStore();
    await writeNames(store);
    const nothing = { companies: [], segments: [], groups: [], vars: [] };
    const [folder = 0] = await writeTree(store, [{ rule: { ...nothing, ...rule }, parent: null }]);
    for (const order of [
      [holder, stranger],
      [stranger, holder],
    ]) {
      const audiences = openAudiences(store);
      for (const more of order) {
        const { folders } = await audiences.of(readerOf(more), 1);
        assert.deepEqual(folders, more === holder ? [folder] : []);
      }
    }
  });
}

test('a category that the widget does not offer is in no audience', async () => {
  await using store = await temporaryStore();
  await writeNames(store);
  await writeTree(store, [
    { rule: { visibility: 1, companies: [], segments: [], groups: [], vars: [] }, parent: null },
  ]);
  await store.write((t) => t.deleteFrom('widget_category').execute());
  const audience = await openAudiences(store).of(anonymous, 1);
  assert.deepEqual(audience.folders, []);
});

function readerOf(more: Partial<ReaderViewer>): ReaderViewer {
  const email = 'a@example.com';
  const nobody = { id: email, email, name: 'A', locale: null, vars: noVars };
  const nothing = { companies: asSigned([]), segments: asSigned([]), groups: asSigned([]) };
  return { kind: 'reader', ...nobody, ...nothing, ...more };
}

function chain(folders: Tree, index: number | null): FolderRule[] {
  const folder = index === null ? undefined : folders[index];
  return folder ? [folder.rule, ...chain(folders, folder.parent)] : [];
}

/** A site, a widget with one category, and the companies and segments that rules may name. */
async function writeNames(store: Store): Promise<void> {
  const dated = { created_at: 0, updated_at: 0 };
  await store.write(async (t) => {
    await t
      .insertInto('site')
      .values({ id: 1, name: 's', primary_locale: 'en', locales: '[]', ...dated })
      .execute();
    await t
      .insertInto('category')
      .values({ id: 1, site_id: 1, position: 1, ...dated })
      .execute();
    await t
      .insertInto('widget')
      .values({
        id: 1,
        site_id: 1,
        name: 'w',
        origins: '[]',
        locale: null,
        appearance: '{}',
        ...dated,
      })
      .execute();
    await t.insertInto('widget_category').values({ widget_id: 1, category_id: 1 }).execute();
    for (const id of ids) {
      const company = { id, name: `c${id}`, description: null, note: null, custom_fields: '{}' };
      await t
        .insertInto('company')
        .values({ ...company, ...dated })
        .execute();
      const segment = { id, name: `s${id}`, of_what: 'contacts' as const, rules: '[]' };
      await t
        .insertInto('segment')
        .values({ ...segment, ...dated })
        .execute();
    }
  });
}

/** Replaces all folders. @returns their ids, in the order of `folders`. */
async function writeTree(store: Store, folders: Tree): Promise<number[]> {
  return store.write(async (t) => {
    await t.deleteFrom('folder').execute();
    const written: number[] = [];
    for (const { rule: own, parent } of folders) {
      const parentId = parent === null ? null : (written[parent] ?? null);
      written.push(await writeFolder(t, own, parentId));
    }
    return written;
  });
}

async function writeFolder(t: Writing, own: FolderRule, parent: number | null): Promise<number> {
  const { id } = await t
    .insertInto('folder')
    .values({
      category_id: 1,
      parent_id: parent,
      visibility: own.visibility,
      position: 1,
      created_at: 0,
      updated_at: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const above = await t
    .selectFrom('folder_path')
    .where('folder_id', '=', parent ?? -1)
    .selectAll()
    .execute();
  await t
    .insertInto('folder_path')
    .values([
      { folder_id: id, ancestor_id: id, depth: 0 },
      ...above.map((step) => ({
        folder_id: id,
        ancestor_id: step.ancestor_id,
        depth: step.depth + 1,
      })),
    ])
    .execute();
  const named = { folder_id: id };
  if (own.companies.length > 0) {
    await t
      .insertInto('folder_company')
      .values(own.companies.map((company_id) => ({ ...named, company_id })))
      .execute();
  }
  if (own.segments.length > 0) {
    await t
      .insertInto('folder_segment')
      .values(own.segments.map((segment_id) => ({ ...named, segment_id })))
      .execute();
  }
  if (own.groups.length > 0) {
    await t
      .insertInto('folder_group')
      .values(own.groups.map((group_name) => ({ ...named, group_name })))
      .execute();
  }
  const asked = own.vars.flatMap(({ name, values }) =>
    values.map((value) => ({ ...named, name, value })),
  );
  if (asked.length > 0) await t.insertInto('folder_var').values(asked).execute();
  return id;
}
