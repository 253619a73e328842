import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { addArticleFile } from '../../authoring/authoring.ts';
import type { Clock } from '../../clock.ts';
import type { Writing } from '../../store/store.ts';
import type { ArticleContent } from './content.ts';
import { ContentError } from './files.ts';
import { imagesOf, type StoredImage } from './markdown.ts';

/**
 * Stores the images that an article shows in any of its languages, each once.
 * @returns them by the path of their file.
 * @throws ContentError where one is missing or no PNG.
 */
export async function storeImages(
  transaction: Writing,
  clock: Clock,
  folder: string,
  article: number,
  { texts }: ArticleContent,
): Promise<Map<string, StoredImage>> {
  const stored = new Map<string, StoredImage>();
  for (const { markdown, file } of texts) {
    for (const path of imagesOf(markdown, file)) {
      if (stored.has(path)) continue;
      if (!existsSync(path)) throw new ContentError(file, `shows ${path}, which is missing`);
      const bytes = readFileSync(path);
      const { width, height } = pngSize(path, bytes);
      const image = { article, name: basename(path), bytes, inline: true };
      const { url } = await addArticleFile(transaction, clock, folder, image);
      stored.set(path, { url, width, height });
    }
  }
  return stored;
}

/** In pixels, so that a page keeps room for it before it has loaded. */
function pngSize(path: string, bytes: Buffer): { width: number; height: number } {
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') throw new ContentError(path, 'is no PNG');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
