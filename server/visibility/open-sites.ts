import { Visibility } from '../../contract/visibility.ts';
import type { Store } from '../store/store.ts';

export interface OpenSites {
  /** Whether everybody may see every folder of the site: only then may anybody but the viewer keep a page. */
  isOpen(site: number): Promise<boolean>;
}

/** Remembers until the knowledge base changes. */
export function openOpenSites(store: Store): OpenSites {
  const known = new Map<number, boolean>();
  let seen = -1;

  return {
    async isOpen(site) {
      const revision = store.revisions().knowledge;
      if (revision !== seen) {
        known.clear();
        seen = revision;
      }
      const before = known.get(site);
      if (before !== undefined) return before;
      const ruled = await store.read
        .selectFrom('folder')
        .innerJoin('category', 'category.id', 'folder.category_id')
        .where('category.site_id', '=', site)
        .leftJoin('folder_var', 'folder_var.folder_id', 'folder.id')
        .where(({ eb, or }) =>
          or([
            eb('folder.visibility', '<>', Visibility.everyone),
            eb('folder_var.name', 'is not', null),
          ]),
        )
        .select('folder.id')
        .limit(1)
        .execute();
      const isOpen = ruled.length === 0;
      if (store.revisions().knowledge === revision) known.set(site, isOpen);
      return isOpen;
    },
  };
}
