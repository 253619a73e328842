import type { Clock } from '../clock.ts';
import { type Fault, InputRefusal, takenValue, wrongValue } from '../http/fault.ts';
import { notFound } from '../http/problem.ts';
import { indexText } from '../search/indexing.ts';
import type { Writing } from '../store/store.ts';
import { htmlForAll, isPersonal } from '../visibility/personal.ts';
import { authorHtml } from '../visibility/stored-html.ts';
import { checkBlocks } from './blocks.ts';
import { saveConditionalFiles } from './conditional-files.ts';
import { storedFilesBeneath } from './files.ts';
import { plainText } from './plain.ts';
import { sanitise } from './sanitise.ts';
import type { ArticleText, ByLocale, Change } from './texts.ts';

interface ArticleFields {
  readonly folder: number;
  /** The agent who answers for it. */
  readonly agent: number | null;
  /** 1 permanent, 2 workaround. */
  readonly type: 1 | 2;
  readonly tags: readonly string[];
  /** Within its folder; after all others where absent. */
  readonly position: number;
}

export interface NewArticle extends Change<Omit<ArticleFields, 'folder'>> {
  /** The number that it is to have; the next one where absent. */
  readonly id?: number | undefined;
  readonly folder: number;
  readonly texts: ByLocale<ArticleText>;
}

export interface ArticleChange extends Change<ArticleFields> {
  readonly texts?: ByLocale<Change<ArticleText>>;
}

/** @returns its id. @throws InputRefusal where that is taken, or the folder or the agent does not exist */
export async function createArticle(
  transaction: Writing,
  clock: Clock,
  article: NewArticle,
): Promise<number> {
  const now = clock();
  await check(transaction, article);
  const row = await transaction
    .insertInto('article')
    .values({
      ...(article.id !== undefined && { id: article.id }),
      folder_id: article.folder,
      agent_id: article.agent ?? null,
      type: article.type ?? 1,
      position: article.position ?? (await lastPosition(transaction, article.folder)) + 1,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw takenValue('id');
  const { id } = row;
  await saveTags(transaction, id, article.tags ?? []);
  await saveTexts(transaction, id, article.texts, now);
  return id;
}

/**
 * What is not named stays as it is; another folder moves it, and status 1 takes a text back.
 * @throws Refusal `not_found`; as `createArticle`
 */
export async function updateArticle(
  transaction: Writing,
  clock: Clock,
  id: number,
  change: ArticleChange,
): Promise<void> {
  const now = clock();
  const row = await findRow(transaction, id);
  await check(transaction, change);
  const { folder = row.folder_id, agent = row.agent_id, type = row.type, position } = change;
  await transaction
    .updateTable('article')
    .set({
      folder_id: folder,
      agent_id: agent,
      type,
      position: position ?? row.position,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute();
  await saveTexts(transaction, id, change.texts ?? {}, now);
  if (change.tags) {
    await saveTags(transaction, id, change.tags);
    await indexAll(transaction, id);
  }
}

/** In all languages. @returns stored files to remove once the transaction is through */
export async function deleteArticle(transaction: Writing, id: number): Promise<string[]> {
  await findRow(transaction, id);
  const files = await storedFilesBeneath(transaction, { article: id });
  await transaction.deleteFrom('article').where('id', '=', id).execute();
  return files;
}

async function findRow(transaction: Writing, id: number) {
  const row = await transaction
    .selectFrom('article')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}

async function check(transaction: Writing, { folder, agent }: Change<ArticleFields>) {
  if (folder !== undefined) {
    const found = await transaction
      .selectFrom('folder')
      .where('id', '=', folder)
      .select('id')
      .executeTakeFirst();
    if (!found) throw wrongValue('folder_id', 'must be a folder');
  }
  if (agent !== undefined && agent !== null) {
    const found = await transaction
      .selectFrom('agent')
      .where('id', '=', agent)
      .select('id')
      .executeTakeFirst();
    if (!found) throw wrongValue('agent_id', 'must be an agent');
  }
}

async function lastPosition(transaction: Writing, folder: number): Promise<number> {
  const row = await transaction
    .selectFrom('article')
    .where('folder_id', '=', folder)
    .select(({ fn }) => fn.max('position').as('last'))
    .executeTakeFirst();
  return row?.last ?? 0;
}

async function saveTags(transaction: Writing, id: number, tags: readonly string[]): Promise<void> {
  await transaction.deleteFrom('article_tag').where('article_id', '=', id).execute();
  for (const tag of new Set(tags)) {
    await transaction.insertInto('article_tag').values({ article_id: id, tag }).execute();
  }
}

async function indexAll(transaction: Writing, id: number): Promise<void> {
  const texts = await transaction
    .selectFrom('article_text')
    .where('article_id', '=', id)
    .select('id')
    .execute();
  for (const text of texts) await indexText(transaction, text.id);
}

async function saveTexts(
  transaction: Writing,
  id: number,
  texts: ByLocale<Change<ArticleText>>,
  now: number,
): Promise<void> {
  for (const [locale, text] of Object.entries(texts)) {
    const before = await transaction
      .selectFrom('article_text')
      .where('article_id', '=', id)
      .where('locale', '=', locale)
      .select(['title', 'html', 'status', 'seo'])
      .executeTakeFirst();
    const { title = before?.title, status = before?.status } = text;
    const html = text.html ?? (before && authorHtml(before.html));
    if (title === undefined || html === undefined || status === undefined) {
      throw textIncomplete({ title, description: html, status });
    }
    const clean = sanitise(html);
    checkBlocks(html, clean);
    const plain = plainText(htmlForAll(clean));
    const personal = isPersonal(clean) ? (1 as const) : (0 as const);
    const seo = text.seo ? JSON.stringify(text.seo) : (before?.seo ?? '{}');
    const row = { title, html: clean, plain, personal, status, seo, updated_at: now };
    const saved = await transaction
      .insertInto('article_text')
      .values({ article_id: id, locale, created_at: now, ...row })
      .onConflict((conflict) => conflict.columns(['article_id', 'locale']).doUpdateSet(row))
      .returning('id')
      .executeTakeFirstOrThrow();
    await saveConditionalFiles(transaction, saved.id, clean);
    await indexText(transaction, saved.id);
  }
}

/** A language in which there is no text yet needs all of it. */
function textIncomplete(fields: Record<string, unknown>): InputRefusal {
  const missing = Object.entries(fields).filter(([, value]) => value === undefined);
  return new InputRefusal(
    missing.map(([path]): Fault => ({ path, message: 'is required', kind: 'missing' })),
  );
}
