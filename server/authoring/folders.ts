import type { SignedOut, VisibilityCode } from '../../contract/visibility.ts';
import type { Clock } from '../clock.ts';
import { takenValue } from '../http/fault.ts';
import { notFound } from '../http/problem.ts';
import type { Writing } from '../store/store.ts';
import { storedFilesBeneath } from './files.ts';
import { type Named, type NamedVars, readNamed, writeRule, writeVars } from './folder-rule.ts';
import { findPlace, type Place, plant, replant } from './folder-tree.ts';
import { type ByLocale, type Change, changedText, type NamedText } from './texts.ts';

export interface NewFolder extends Named {
  /** The number that it is to have; the next one where absent. */
  readonly id?: number | undefined;
  readonly category: number;
  /** A folder of the same category. */
  readonly parent?: number | null | undefined;
  readonly visibility: VisibilityCode;
  /** What it asks for besides; nothing where absent. */
  readonly vars?: NamedVars | undefined;
  /** What is hidden stays hidden where absent. */
  readonly signedOut?: SignedOut | undefined;
  readonly texts: ByLocale<NamedText>;
  /** After its siblings where absent. */
  readonly position?: number | undefined;
}

export interface FolderChange extends Named {
  /** Moves it with everything beneath it; without a parent it hangs in the category itself. */
  readonly category?: number | undefined;
  readonly parent?: number | null | undefined;
  readonly visibility?: VisibilityCode | undefined;
  /** All of them anew. */
  readonly vars?: NamedVars | undefined;
  readonly signedOut?: SignedOut | undefined;
  readonly texts?: ByLocale<Change<NamedText>>;
  readonly position?: number | undefined;
}

/** @returns its id. @throws InputRefusal as `findPlace` and `writeRule`, and where a sibling has the name */
export async function createFolder(
  transaction: Writing,
  clock: Clock,
  folder: NewFolder,
): Promise<number> {
  const now = clock();
  const { category, parent } = await findPlace(transaction, {
    category: folder.category,
    parent: folder.parent ?? null,
  });
  const row = await transaction
    .insertInto('folder')
    .values({
      ...(folder.id !== undefined && { id: folder.id }),
      category_id: category,
      parent_id: parent,
      visibility: folder.visibility,
      ...(folder.signedOut && { signed_out: folder.signedOut }),
      position: folder.position ?? (await lastPosition(transaction, { category, parent })) + 1,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw takenValue('id');
  const { id } = row;
  await plant(transaction, id, parent);
  await writeRule(transaction, id, folder.visibility, folder);
  await writeVars(transaction, id, folder.vars ?? {});
  await saveTexts(transaction, id, folder.texts);
  return id;
}

/** What is not named stays as it is. @throws Refusal `not_found`; as `createFolder` and `replant` */
export async function updateFolder(
  transaction: Writing,
  clock: Clock,
  id: number,
  change: FolderChange,
): Promise<void> {
  const row = await findRow(transaction, id);
  const changesCategory = change.category !== undefined && change.category !== row.category_id;
  if (change.parent !== undefined || changesCategory) {
    const parent = change.parent ?? null;
    const category = change.category ?? (parent === null ? row.category_id : undefined);
    await replant(transaction, id, await findPlace(transaction, { category, parent }));
  }
  const names = given(change);
  if (change.visibility !== undefined || Object.keys(names).length > 0) {
    const visibility = change.visibility ?? row.visibility;
    const kept = visibility === row.visibility ? await readNamed(transaction, id, visibility) : {};
    await writeRule(transaction, id, visibility, { ...kept, ...names });
  }
  if (change.vars) await writeVars(transaction, id, change.vars);
  await transaction
    .updateTable('folder')
    .set({
      position: change.position ?? row.position,
      ...(change.signedOut && { signed_out: change.signedOut }),
      updated_at: clock(),
    })
    .where('id', '=', id)
    .execute();
  await saveTexts(transaction, id, change.texts ?? {});
}

/** With everything beneath it. @returns stored files to remove once the transaction is through */
export async function deleteFolder(transaction: Writing, id: number): Promise<string[]> {
  await findRow(transaction, id);
  const files = await storedFilesBeneath(transaction, { folder: id });
  await transaction.deleteFrom('folder').where('id', '=', id).execute();
  return files;
}

function given({ companies, contactSegments, companySegments, groups }: Named): Named {
  return {
    ...(companies && { companies }),
    ...(contactSegments && { contactSegments }),
    ...(companySegments && { companySegments }),
    ...(groups && { groups }),
  };
}

async function findRow(transaction: Writing, id: number) {
  const row = await transaction
    .selectFrom('folder')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

async function lastPosition(transaction: Writing, { category, parent }: Place): Promise<number> {
  const row = await transaction
    .selectFrom('folder')
    .where('category_id', '=', category)
    .where('parent_id', parent === null ? 'is' : '=', parent)
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}

async function saveTexts(
  transaction: Writing,
  id: number,
  texts: ByLocale<Change<NamedText>>,
): Promise<void> {
  const folder = await findRow(transaction, id);
  for (const [locale, text] of Object.entries(texts)) {
    const before = await transaction
      .selectFrom('folder_text')
      .where('folder_id', '=', id)
      .where('locale', '=', locale)
      .select(['name', 'description'])
      .executeTakeFirst();
    const row = changedText(before, text);
    const taken = await transaction
      .selectFrom('folder_text')
      .innerJoin('folder', 'folder.id', 'folder_text.folder_id')
      .where('folder.category_id', '=', folder.category_id)
      .where('folder.parent_id', folder.parent_id === null ? 'is' : '=', folder.parent_id)
      .where('folder.id', '<>', id)
      .where('folder_text.locale', '=', locale)
      .where('folder_text.name', '=', row.name)
      .select('folder.id')
      .executeTakeFirst();
    if (taken) throw takenValue('name');
    await transaction
      .insertInto('folder_text')
      .values({ folder_id: id, locale, ...row })
      .onConflict((conflict) => conflict.columns(['folder_id', 'locale']).doUpdateSet(row))
      .execute();
  }
}
