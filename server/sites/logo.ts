import { createHash } from 'node:crypto';
import { imageSize } from 'image-size';
import { wrongValue } from '../http/fault.ts';
import { writeDurably } from '../store/durable-files.ts';
import type { Branding } from './branding.ts';

/** Pictures that browsers show in place and that cannot hold script. */
const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};

/** Bytes of a logo. */
export const largestLogo = 500_000;

/** Pixels each way: more is a mistake, or an attack on whoever decodes it. */
const mostPixels = 4_000;

/**
 * Stores a logo under a name made of its content, so that its address may be kept for good.
 * @throws InputRefusal where it is no PNG, JPEG, GIF or WebP of a sensible size
 */
export async function storeLogo(
  folder: string,
  bytes: Uint8Array,
): Promise<NonNullable<Branding['logo']>> {
  const found = sizeOf(bytes);
  const type = types[found?.type ?? ''];
  if (!found || type === undefined) throw wrongValue('', 'must be a PNG, JPEG, GIF or WebP image');
  const { width, height } = found;
  if (Math.min(width, height) < 1 || Math.max(width, height) > mostPixels) {
    throw wrongValue('', `must be at most ${mostPixels} pixels wide and high`);
  }
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 24);
  const file = `logo-${digest}.${found.type}`;
  await writeDurably(folder, file, bytes);
  return { file, type, width, height };
}

/** By content alone, whatever its sender calls it. */
function sizeOf(bytes: Uint8Array) {
  try {
    // A copy: its end is the end of the memory that holds it. Of a piece of a larger one more would be read.
    return imageSize(new Uint8Array(bytes));
  } catch {
    return null;
  }
}
