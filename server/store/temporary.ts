import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqlite } from './sqlite/open.ts';
import type { Store } from './store.ts';

/** A store in a folder of its own that goes with it: for tests and measurements. */
export async function temporaryStore(): Promise<
  Store & AsyncDisposable & { folder: string; file: string }
> {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-'));
  const file = join(folder, 'porchlight.db');
  const store = await openSqlite(file);
  return {
    ...store,
    folder,
    file,
    async [Symbol.asyncDispose]() {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
