import type { PortalCard, PortalFolder, PortalSection } from '../../contract/portal.ts';
import { cardOf } from '../knowledge/cards.ts';
import { findCards } from '../knowledge/find-article.ts';
import {
  type FoundCategory,
  type FoundFolder,
  findCategories,
  findFolders,
} from '../knowledge/find-home.ts';
import { pathTo } from '../knowledge/present-home.ts';
import type { Reading } from '../store/store.ts';
import { type Addresses, addressesIn } from './addresses.ts';
import type { PortalCall } from './portal-call.ts';

/** Everything that the viewer may see of a site, and the way to a place in it. */
export interface Shelves {
  readonly folders: readonly FoundFolder[];
  readonly categories: readonly FoundCategory[];
}

/** Where a page lies: in which folder. */
export interface Here {
  readonly folder: number;
  /** What is in the folder. */
  readonly cards: readonly PortalCard[];
}

export async function findShelves(read: Reading, call: PortalCall): Promise<Shelves> {
  const { audience, languages } = call;
  const folders = await findFolders(read, audience, languages);
  const shown = [...new Set(folders.map((folder) => folder.category))];
  return { folders, categories: await findCategories(read, shown, languages) };
}

/** The categories with their folders, as far as there is something to read, and open where the page lies. */
export function sectionsOf(
  { folders, categories }: Shelves,
  { site, locale }: PortalCall,
  here: Here | null,
): PortalSection[] {
  const addresses = addressesIn(site, locale);
  const open = new Set(here ? pathTo(folders, here.folder).map(({ id }) => id) : []);

  function foldersUnder(category: number, parent: number | null): PortalFolder[] {
    return folders
      .filter((folder) => folder.category === category && folder.parent === parent)
      .map((folder) => {
        const beneath = foldersUnder(category, folder.id);
        const count = beneath.reduce((sum, { articleCount }) => sum + articleCount, 0);
        return {
          name: folder.name,
          description: folder.description,
          href: addresses.folder(folder),
          articleCount: folder.articles + count,
          folders: beneath,
          isOpen: open.has(folder.id),
          articles: folder.id === here?.folder ? [...here.cards] : [],
        };
      })
      .filter(({ articleCount }) => articleCount > 0);
  }

  return categories
    .map(({ id, name, description }) => ({ name, description, folders: foldersUnder(id, null) }))
    .filter((section) => section.folders.length > 0);
}

/** The way to a folder: its category, its ancestors and itself. */
export function stepsTo({ folders, categories }: Shelves, addresses: Addresses, id: number) {
  const folder = folders.find((candidate) => candidate.id === id);
  const category = categories.find((candidate) => candidate.id === folder?.category);
  const steps = pathTo(folders, id).map((step) => ({
    name: step.name,
    href: addresses.folder(step),
  }));
  return category ? [{ name: category.name, href: null }, ...steps] : steps;
}

/** The articles of one folder as cards. */
export async function cardsIn(
  read: Reading,
  { site, locale, audience, languages }: PortalCall,
  folder: number,
  current?: number,
): Promise<(PortalCard & { id: number })[]> {
  const addresses = addressesIn(site, locale);
  const rows = await findCards(read, audience, languages, folder);
  return rows.map((row) => ({ ...portalCard(row, addresses), isCurrent: row.id === current }));
}

export function portalCard(
  row: { id: number; title: string; start: string },
  addresses: Addresses,
): PortalCard & { id: number } {
  const { id, title, excerpt } = cardOf(row);
  return { id, title, excerpt, href: addresses.article({ id, title }), isCurrent: false };
}

/** The folder with this address, however deep it lies. */
export function folderWithin(
  sections: readonly Pick<PortalSection, 'folders'>[],
  href: string,
): PortalFolder | undefined {
  const folders = sections.flatMap((section) => section.folders);
  if (folders.length === 0) return undefined;
  return folders.find((folder) => folder.href === href) ?? folderWithin(folders, href);
}
