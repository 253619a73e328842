import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { wrongValue } from '../http/fault.ts';
import { writeDurably } from '../store/durable-files.ts';
import type { Writing } from '../store/store.ts';
import { imageType } from './image-type.ts';

export interface NewFile {
  readonly article: number;
  /** As readers see it. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Whether the article's text shows it; else it is offered for download. */
  readonly inline: boolean;
}

export interface AddedFile {
  readonly id: number;
  readonly name: string;
  /** How article HTML names it. */
  readonly url: string;
}

/** In UTF-16 units. */
const longestName = 150;

const download = 'application/octet-stream';

/**
 * Stores a file of an article. It is on disk, synced, before its row commits.
 * @param folder the folder of all articles' files
 * @throws InputRefusal where an inline file is no PNG, JPEG, GIF or WebP
 */
export async function addArticleFile(
  transaction: Writing,
  clock: Clock,
  folder: string,
  file: NewFile,
): Promise<AddedFile> {
  const image = imageType(file.bytes);
  if (file.inline && !image) throw wrongValue('file', 'must be a PNG, JPEG, GIF or WebP image');
  const name = safeName(file.name);
  const storedAs = randomBytes(18).toString('base64url');
  await writeDurably(folder, storedAs, file.bytes);
  const { id } = await transaction
    .insertInto('article_file')
    .values({
      article_id: file.article,
      name,
      type: file.inline && image ? image : download,
      size: file.bytes.byteLength,
      stored_as: storedAs,
      inline: file.inline ? 1 : 0,
      created_at: clock(),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { id, name, url: `/files/${id}/${encodeURIComponent(name)}` };
}

/** The files, as they are stored, of an article or of everything beneath a folder or category. */
export async function storedFilesBeneath(
  transaction: Writing,
  top: { article: number } | { folder: number } | { category: number },
): Promise<string[]> {
  const files = transaction
    .selectFrom('article_file')
    .innerJoin('article', 'article.id', 'article_file.article_id')
    .innerJoin('folder_path', 'folder_path.folder_id', 'article.folder_id')
    .innerJoin('folder', 'folder.id', 'article.folder_id')
    .select('article_file.stored_as')
    .distinct();
  const query =
    'article' in top
      ? files.where('article.id', '=', top.article)
      : 'folder' in top
        ? files.where('folder_path.ancestor_id', '=', top.folder)
        : files.where('folder.category_id', '=', top.category);
  return (await query.execute()).map((row) => row.stored_as);
}

/** Removes files whose rows have gone. What is missing already is as good as removed. */
export async function removeFiles(folder: string, names: readonly string[]): Promise<void> {
  for (const name of names) await rm(join(folder, name), { force: true });
}

/** A file name without a path in it, short enough for every file system. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const safe = last
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(-longestName)
    .toWellFormed();
  return /^\.*$/.test(safe) ? 'file' : safe;
}
