import type { Store } from '../store/store.ts';
import { anonymous } from './viewer.ts';
import { folderIsVisibleTo } from './where.ts';

export interface OpenFolders {
  /** Whether everybody may see what lies in a folder, whichever site it belongs to. */
  has(folder: number): Promise<boolean>;
}

/** Remembers until the knowledge base changes. */
export function openOpenFolders(store: Store): OpenFolders {
  let known: ReadonlySet<number> = new Set();
  let seen = -1;

  async function folders(): Promise<ReadonlySet<number>> {
    const revision = store.revisions().knowledge;
    if (revision === seen) return known;
    const rows = await store.read
      .selectFrom('folder')
      .where(folderIsVisibleTo(anonymous))
      .select('folder.id')
      .execute();
    const found = new Set(rows.map((row) => row.id));
    if (store.revisions().knowledge === revision) [known, seen] = [found, revision];
    return found;
  }

  return {
    async has(folder) {
      return (await folders()).has(folder);
    },
  };
}
