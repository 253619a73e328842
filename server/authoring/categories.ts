import type { Clock } from '../clock.ts';
import { takenValue } from '../http/fault.ts';
import { notFound } from '../http/problem.ts';
import type { Writing } from '../store/store.ts';
import { storedFilesBeneath } from './files.ts';
import { type ByLocale, type Change, changedText, type NamedText } from './texts.ts';

export interface NewCategory {
  /** The number that it is to have; the next one where absent. */
  readonly id?: number | undefined;
  readonly site: number;
  readonly texts: ByLocale<NamedText>;
  /** After all others where absent. */
  readonly position?: number;
}

/** @returns its id. @throws InputRefusal where that is taken, or the site has a category of that name */
export async function createCategory(
  transaction: Writing,
  clock: Clock,
  category: NewCategory,
): Promise<number> {
  const now = clock();
  const row = await transaction
    .insertInto('category')
    .values({
      ...(category.id !== undefined && { id: category.id }),
      site_id: category.site,
      position: category.position ?? (await lastPosition(transaction, category.site)) + 1,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw takenValue('id');
  const { id } = row;
  await saveTexts(transaction, id, category.site, category.texts);
  return id;
}

/** Texts of languages that are not named stay as they are. @throws Refusal `not_found`; as `createCategory` */
export async function updateCategory(
  transaction: Writing,
  clock: Clock,
  id: number,
  change: { readonly texts?: ByLocale<Change<NamedText>>; readonly position?: number },
): Promise<void> {
  const { site_id, position } = await findRow(transaction, id);
  await transaction
    .updateTable('category')
    .set({ position: change.position ?? position, updated_at: clock() })
    .where('id', '=', id)
    .execute();
  await saveTexts(transaction, id, site_id, change.texts ?? {});
}

/** With all its folders and articles. @returns stored files to remove once the transaction is through */
export async function deleteCategory(transaction: Writing, id: number): Promise<string[]> {
  await findRow(transaction, id);
  const files = await storedFilesBeneath(transaction, { category: id });
  await transaction.deleteFrom('category').where('id', '=', id).execute();
  return files;
}

async function findRow(transaction: Writing, id: number) {
  const row = await transaction
    .selectFrom('category')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

async function lastPosition(transaction: Writing, site: number): Promise<number> {
  const row = await transaction
    .selectFrom('category')
    .where('site_id', '=', site)
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}

async function saveTexts(
  transaction: Writing,
  id: number,
  site: number,
  texts: ByLocale<Change<NamedText>>,
): Promise<void> {
  for (const [locale, text] of Object.entries(texts)) {
    const before = await transaction
      .selectFrom('category_text')
      .where('category_id', '=', id)
      .where('locale', '=', locale)
      .select(['name', 'description'])
      .executeTakeFirst();
    const row = changedText(before, text);
    const taken = await transaction
      .selectFrom('category_text')
      .innerJoin('category', 'category.id', 'category_text.category_id')
      .where('category.site_id', '=', site)
      .where('category.id', '<>', id)
      .where('category_text.locale', '=', locale)
      .where('category_text.name', '=', row.name)
      .select('category.id')
      .executeTakeFirst();
    if (taken) throw takenValue('name');
    await transaction
      .insertInto('category_text')
      .values({ category_id: id, locale, ...row })
      .onConflict((conflict) => conflict.columns(['category_id', 'locale']).doUpdateSet(row))
      .execute();
  }
}
