import { existsSync, readFileSync } from 'node:fs';
import { ContentError } from './files.ts';
import { imagesOf } from './markdown.ts';

/** An image beside the articles. */
export interface ImageContent {
  bytes: Buffer;
  /** In pixels, so that a page keeps room for it before it has loaded. */
  width: number;
  height: number;
}

/**
 * The images that an article shows in any of its languages, by path.
 * @throws ContentError where one is missing or no PNG.
 */
export function readImages(
  texts: readonly { file: string; markdown: string }[],
): Map<string, ImageContent> {
  const images = new Map<string, ImageContent>();
  for (const text of texts) {
    for (const path of imagesOf(text)) {
      if (images.has(path)) continue;
      if (!existsSync(path)) throw new ContentError(text.file, `shows ${path}, which is missing`);
      images.set(path, readPng(path));
    }
  }
  return images;
}

function readPng(path: string): ImageContent {
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') throw new ContentError(path, 'is no PNG');
  return { bytes, width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}
