import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Visibility } from '../../contract/visibility.ts';
import { InputRefusal } from '../http/fault.ts';
import type { Reading, Store } from '../store/store.ts';
import { temporaryStore } from '../store/temporary.ts';
import { createCategory, createFolder, deleteFolder, updateFolder } from './authoring.ts';

const clock = () => 0;

type Step =
  | { do: 'add' | 'move'; folder: number; parent: number | null; category: number }
  | { do: 'remove'; folder: number };

const pick = fc.nat({ max: 30 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: placing('add') },
  { weight: 4, arbitrary: placing('move') },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), folder: pick }) },
);

function placing(what: 'add' | 'move'): fc.Arbitrary<Step> {
  return fc.record({
    do: fc.constant(what),
    folder: pick,
    parent: fc.option(pick, { nil: null }),
    category: fc.constantFrom(0, 1),
  });
}

test('however folders are made, moved and deleted, each knows exactly the folders above it', async () => {
  await using store = await temporaryStore();
  const categories = await twoCategories(store);
  let name = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      for (const taken of steps) {
        const ids = await folderIds(store.read);
        const at = (index: number) => ids[index % Math.max(ids.length, 1)];
        try {
          await store.write(async (t) => {
            const folder = at(taken.folder);
            if (taken.do === 'remove') {
              if (folder !== undefined) await deleteFolder(t, folder);
              return;
            }
            const parent = taken.parent === null ? null : (at(taken.parent) ?? null);
            const category = categories[taken.category] ?? 0;
            const texts = { en: { name: `folder ${++name}` } };
            if (taken.do === 'add') {
              const place = { category, parent, visibility: Visibility.everyone };
              await createFolder(t, clock, { ...place, texts });
            } else if (folder !== undefined) {
              await updateFolder(t, clock, folder, parent === null ? { category } : { parent });
            }
          });
        } catch (error) {
          if (!(error instanceof InputRefusal)) throw error;
          refused += 1;
        }
        assert.deepEqual(await storedPaths(store.read), await pathsByParents(store.read));
      }
    }),
    { numRuns: 40 },
  );
  assert.ok(refused > 0, 'no move was ever refused');
});

async function twoCategories(store: Store): Promise<number[]> {
  return store.write(async (t) => {
    const dated = { created_at: 0, updated_at: 0 };
    const { id: site } = await t
      .insertInto('site')
      .values({ name: 'Help', primary_locale: 'en', locales: '[]', ...dated })
      .returning('id')
      .executeTakeFirstOrThrow();
    const one = await createCategory(t, clock, { site, texts: { en: { name: 'One' } } });
    return [one, await createCategory(t, clock, { site, texts: { en: { name: 'Two' } } })];
  });
}

async function folderIds(read: Reading): Promise<number[]> {
  const rows = await read.selectFrom('folder').select('id').orderBy('id').execute();
  return rows.map((row) => row.id);
}

async function storedPaths(read: Reading): Promise<string[]> {
  const rows = await read.selectFrom('folder_path').selectAll().execute();
  return rows.map((row) => `${row.folder_id} ${row.ancestor_id} ${row.depth}`).sort();
}

/** The same from each folder's parent alone; a parent in another category is a fault. */
async function pathsByParents(read: Reading): Promise<string[]> {
  const rows = await read.selectFrom('folder').selectAll().execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const paths: string[] = [];
  for (const folder of rows) {
    let above = byId.get(folder.id);
    for (let depth = 0; above; depth += 1) {
      assert.equal(above.category_id, folder.category_id);
      assert.ok(depth <= rows.length, 'a circle');
      paths.push(`${folder.id} ${above.id} ${depth}`);
      above = above.parent_id === null ? undefined : byId.get(above.parent_id);
    }
  }
  return paths.sort();
}
