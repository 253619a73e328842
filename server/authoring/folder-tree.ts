import { sql } from 'kysely';
import { wrongValue } from '../http/fault.ts';
import type { Writing } from '../store/store.ts';

/** Where a folder hangs: beneath a folder, or directly in a category. */
export interface Place {
  readonly category: number;
  readonly parent: number | null;
}

/**
 * The place that is meant by a parent, a category or both.
 * @throws InputRefusal where one does not exist or the parent lies in another category
 */
export async function findPlace(
  transaction: Writing,
  wish: { category?: number | undefined; parent: number | null },
): Promise<Place> {
  if (wish.parent !== null) {
    const parent = await transaction
      .selectFrom('folder')
      .where('id', '=', wish.parent)
      .select('category_id')
      .executeTakeFirst();
    if (!parent) throw wrongValue('parent_folder_id', 'must be a folder');
    if (wish.category !== undefined && wish.category !== parent.category_id) {
      throw wrongValue('parent_folder_id', 'must be a folder of the same category');
    }
    return { category: parent.category_id, parent: wish.parent };
  }
  const category = await transaction
    .selectFrom('category')
    .where('id', '=', wish.category ?? 0)
    .select('id')
    .executeTakeFirst();
  if (!category) throw wrongValue('category_id', 'must be a category');
  return { category: category.id, parent: null };
}

/** Enters a new folder into `folder_path`: itself, and everything above its parent. */
export async function plant(transaction: Writing, folder: number, parent: number | null) {
  await sql`insert into folder_path (folder_id, ancestor_id, depth)
    select ${folder}, ${folder}, 0
    union all
    select ${folder}, ancestor_id, depth + 1 from folder_path where folder_id = ${parent}`.execute(
    transaction,
  );
}

/**
 * Moves a folder with everything beneath it. Visibility is inherited along `folder_path`, so it changes here
 * in the same transaction or not at all.
 * @throws InputRefusal where the new parent is the folder itself or lies beneath it
 */
export async function replant(transaction: Writing, folder: number, place: Place): Promise<void> {
  const rows = await transaction
    .selectFrom('folder_path')
    .where('ancestor_id', '=', folder)
    .select('folder_id')
    .execute();
  const moved = rows.map((row) => row.folder_id);
  if (place.parent !== null && moved.includes(place.parent)) {
    throw wrongValue('parent_folder_id', 'must not be the folder itself or one beneath it');
  }
  const beneath = sql`(select value from json_each(${JSON.stringify(moved)}))`;
  await sql`delete from folder_path
    where folder_id in ${beneath} and ancestor_id not in ${beneath}`.execute(transaction);
  await sql`insert into folder_path (folder_id, ancestor_id, depth)
    select below.folder_id, above.ancestor_id, below.depth + above.depth + 1
    from folder_path as below, folder_path as above
    where below.ancestor_id = ${folder} and above.folder_id = ${place.parent}`.execute(transaction);
  await sql`update folder set category_id = ${place.category} where id in ${beneath}`.execute(
    transaction,
  );
  await transaction
    .updateTable('folder')
    .set({ parent_id: place.parent })
    .where('id', '=', folder)
    .execute();
}
