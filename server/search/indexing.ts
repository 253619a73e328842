import { sql } from 'kysely';
import type { Store, Writing } from '../store/store.ts';
import { published } from '../visibility/articles.ts';
import { columnsOf, type IndexedColumns } from './columns.ts';

/**
 * Brings the index up to date with text `textId` as the transaction sees it: indexed when it is published,
 * absent otherwise. Call it in the transaction that writes the text, and for every text of an article whose
 * tags change. Deleting a text or taking it back to draft clears its entry without this.
 */
export async function indexText(transaction: Writing, textId: number): Promise<void> {
  await unindexText(transaction, textId);
  const text = await transaction
    .selectFrom('article_text')
    .innerJoin('article', 'article.id', 'article_text.article_id')
    .where('article_text.id', '=', textId)
    .where('article_text.status', '=', published)
    .select(['article_id', 'folder_id', 'locale', 'title', 'plain'])
    .executeTakeFirst();
  if (!text) return;
  const tags = await transaction
    .selectFrom('article_tag')
    .where('article_id', '=', text.article_id)
    .select('tag')
    .orderBy('tag')
    .execute();
  const columns = columnsOf({ ...text, tags: tags.map((row) => row.tag) });
  await transaction
    .insertInto('search_text')
    .values({
      id: textId,
      article_id: text.article_id,
      folder_id: text.folder_id,
      locale: text.locale.toLowerCase(),
      title_words: columns.titleWords,
    })
    .execute();
  await insertColumns(transaction, textId, columns);
}

/** Takes text `textId` out of the index. Harmless where it is not in it. */
export async function unindexText(transaction: Writing, textId: number): Promise<void> {
  await transaction.deleteFrom('search_text').where('id', '=', textId).execute();
  await sql`delete from text_index where rowid = ${textId}`.execute(transaction);
  await sql`delete from title_index where rowid = ${textId}`.execute(transaction);
}

/** How many texts are indexed between two breaths in which others may write and read. */
const batch = 50;

/**
 * Makes the whole index anew, text by text while readers search on, and forgets words that no text has.
 * @returns the number of texts looked at.
 */
export async function reindexAll(store: Store): Promise<number> {
  let done = 0;
  for (let after = 0; ; ) {
    const texts = await store.read
      .selectFrom('article_text')
      .where('id', '>', after)
      .select('id')
      .orderBy('id')
      .limit(batch)
      .execute();
    const last = texts.at(-1);
    if (!last) break;
    await store.write(async (transaction) => {
      for (const text of texts) await indexText(transaction, text.id);
    });
    done += texts.length;
    after = last.id;
  }
  await store.write(async (transaction) => {
    await sql`delete from search_term where term not in (select term from text_vocabulary)`.execute(
      transaction,
    );
    // What other processes remember of the index before is over.
    await transaction
      .updateTable('revision')
      .set((row) => ({ number: row('number', '+', 1) }))
      .where('topic', '=', 'knowledge')
      .execute();
    await sql`insert into text_index (text_index) values ('optimize')`.execute(transaction);
    await sql`insert into title_index (title_index) values ('optimize')`.execute(transaction);
  });
  return done;
}

async function insertColumns(transaction: Writing, textId: number, columns: IndexedColumns) {
  const { title, tags, lead, body } = columns;
  await sql`insert into text_index (rowid, title, tags, lead, body)
    values (${textId}, ${title}, ${tags}, ${lead}, ${body})`.execute(transaction);
  await sql`insert into title_index (rowid, title, tags)
    values (${textId}, ${title}, ${tags})`.execute(transaction);
  await sql`insert or ignore into search_term (term)
    select value from json_each(${JSON.stringify(columns.terms)})`.execute(transaction);
}
