import { randomUUID } from 'node:crypto';
import { open, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Behind the names of files that are not whole yet, or that nobody keeps. */
export const partial = '.part';

/**
 * Writes a whole file, in place of one of that name where there is one. When this has resolved, it survives a power
 * cut; until then there is no part of it under its name.
 */
export async function writeDurably(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  const written = `${name}.${randomUUID()}${partial}`;
  await writeFile(join(folder, written), bytes, { flag: 'wx', mode: 0o600, flush: true });
  await settle(folder, [{ written, name }]);
}

/** Gives files that are written and synced their names for good. When this has resolved, they survive a power cut. */
export async function settle(
  folder: string,
  files: readonly { readonly written: string; readonly name: string }[],
): Promise<void> {
  if (files.length === 0) return;
  for (const { written, name } of files) await rename(join(folder, written), join(folder, name));
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
