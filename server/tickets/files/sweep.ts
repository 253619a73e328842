import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../clock.ts';
import type { Store } from '../../store/store.ts';

/** A submission under way may own a file without a row for this long, in milliseconds. */
const grace = 3_600_000;

/**
 * Removes files that no ticket has: what a crash left between a file and its row. Run at the start.
 * @returns how many
 */
export async function sweepFiles(store: Store, clock: Clock, folder: string): Promise<number> {
  const rows = await store.read.selectFrom('ticket_file').select('stored_as').execute();
  const kept = new Set(rows.map((row) => row.stored_as));
  let swept = 0;
  for (const name of await readdir(folder)) {
    if (kept.has(name)) continue;
    const path = join(folder, name);
    // Another process may be sweeping too.
    const found = await stat(path).catch(() => null);
    if (!found || clock() - found.mtimeMs < grace) continue;
    await rm(path, { force: true });
    swept += 1;
  }
  return swept;
}
