import { fileTypeFromBuffer } from 'file-type';

/** Types that a browser may show in place; everything else is a download. */
const images = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** How much of a file tells what it is, in bytes. */
export const sniffed = 4_100;

/** Programs, whatever their names say. */
const programs = new Set([
  'exe',
  'elf',
  'macho',
  'dmg',
  'msi',
  'cab',
  'lnk',
  'jar',
  'apk',
  'crx',
  'swf',
]);

export interface FileContent {
  /** The media type to serve it by: an image's that browsers show, by its content alone, or a download's. */
  readonly type: string;
  readonly isProgram: boolean;
}

/** What a file is by its beginning; its name and what its sender calls it play no part. */
export async function contentOf(start: Uint8Array): Promise<FileContent> {
  const found = await fileTypeFromBuffer(start);
  const type = found && images.includes(found.mime) ? found.mime : 'application/octet-stream';
  return { type, isProgram: found !== undefined && programs.has(found.ext) };
}
