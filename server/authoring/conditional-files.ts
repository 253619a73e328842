import type { Writing } from '../store/store.ts';
import { piecesOf } from '../visibility/stored-html.ts';

/**
 * Notes which files a text shows in blocks with conditions, drafts too: what one block hides is not opened by its
 * bare address, wherever else it is shown.
 */
export async function saveConditionalFiles(
  transaction: Writing,
  text: number,
  html: string,
): Promise<void> {
  await transaction.deleteFrom('conditional_file').where('text_id', '=', text).execute();
  for (const { source, isTag, conditions } of piecesOf(html)) {
    if (!isTag || conditions.length === 0) continue;
    for (const [, id] of source.matchAll(/ (?:src|href)="[^"]*\/files\/(\d{1,15})\//g)) {
      const file = await transaction
        .selectFrom('article_file')
        .where('id', '=', Number(id))
        .select('id')
        .executeTakeFirst();
      if (!file) continue;
      const row = { text_id: text, file_id: file.id, conditions: JSON.stringify(conditions) };
      await transaction
        .insertInto('conditional_file')
        .values(row)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
  }
}
