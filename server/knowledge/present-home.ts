import type { CategoryNode, FolderNode } from '../../contract/widget-api.ts';
import type { FoundCategory, FoundFolder } from './find-home.ts';

/** Categories with their folders as trees. What holds nothing to read is left out. */
export function presentCategories(
  categories: readonly FoundCategory[],
  folders: readonly FoundFolder[],
): CategoryNode[] {
  return categories
    .map((category) => ({
      id: category.id,
      name: category.name,
      description: category.description,
      folders: presentFolders(
        folders.filter((folder) => folder.category === category.id),
        null,
      ),
    }))
    .filter((category) => category.folders.length > 0);
}

/** The folders directly beneath `parent`, each with its own, as far as there is something to read. */
export function presentFolders(
  folders: readonly FoundFolder[],
  parent: number | null,
): FolderNode[] {
  return folders
    .filter((folder) => folder.parent === parent)
    .map((folder) => ({
      id: folder.id,
      name: folder.name,
      articleCount: folder.articles,
      folders: presentFolders(folders, folder.id),
    }))
    .filter((folder) => folder.articleCount > 0 || folder.folders.length > 0);
}

/** The way to a folder: its ancestors, outermost first, and itself. All of them are visible, or it would not be. */
export function pathTo(
  folders: readonly FoundFolder[],
  id: number,
): { id: number; name: string }[] {
  const folder = folders.find((candidate) => candidate.id === id);
  if (!folder) return [];
  const above = folder.parent === null ? [] : pathTo(folders, folder.parent);
  return [...above, { id: folder.id, name: folder.name }];
}
