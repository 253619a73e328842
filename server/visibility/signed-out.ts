import type { SignedOut } from '../../contract/visibility.ts';
import { Visibility } from '../../contract/visibility.ts';
import type { Reading } from '../store/store.ts';
import { published, rankOf } from './articles.ts';

/** What somebody who is not signed in may know of a page that is not theirs to see. */
export type Closed =
  | { readonly as: 'redirect' }
  | { readonly as: 'locked'; readonly title: string };

/**
 * What the author of a folder lets everybody know of it, or of an article in it. Null where that is nothing, which
 * is the rule: one folder on the way that refuses and hides is enough. Nothing of a draft is ever known.
 * @param languages to look for a title in, best first, in lower case.
 */
export async function closedTo(
  read: Reading,
  site: number,
  what: { folder: number } | { article: number },
  languages: readonly string[],
): Promise<Closed | null> {
  const page =
    'folder' in what
      ? await folderPage(read, what.folder, languages)
      : await articlePage(read, what.article, languages);
  if (!page) return null;
  const above = await read
    .selectFrom('folder_path')
    .innerJoin('folder', 'folder.id', 'folder_path.ancestor_id')
    .innerJoin('category', 'category.id', 'folder.category_id')
    .where('folder_path.folder_id', '=', page.folder)
    .where('category.site_id', '=', site)
    .select((row) => [
      'folder.visibility',
      'folder.signed_out',
      row
        .exists(
          row
            .selectFrom('folder_var')
            .whereRef('folder_var.folder_id', '=', 'folder.id')
            .select('folder_var.name'),
        )
        .as('asks'),
    ])
    .orderBy('folder_path.depth')
    .execute();
  const refusing = above.filter((row) => row.visibility !== Visibility.everyone || row.asks);
  const [nearest] = refusing;
  if (!nearest || refusing.some((row) => row.signed_out === hidden)) return null;
  return nearest.signed_out === 'redirect'
    ? { as: 'redirect' }
    : { as: 'locked', title: page.title };
}

const hidden: SignedOut = 'hidden';

async function folderPage(read: Reading, id: number, languages: readonly string[]) {
  const row = await read
    .selectFrom('folder_text')
    .where('folder_id', '=', id)
    .select(['folder_id', 'name'])
    .orderBy(rankOf('folder_text', languages))
    .limit(1)
    .executeTakeFirst();
  return row && { folder: row.folder_id, title: row.name };
}

async function articlePage(read: Reading, id: number, languages: readonly string[]) {
  const row = await read
    .selectFrom('article')
    .innerJoin('article_text', 'article_text.article_id', 'article.id')
    .where('article.id', '=', id)
    .where('article_text.status', '=', published)
    .select(['article.folder_id', 'article_text.title'])
    .orderBy(rankOf('article_text', languages))
    .limit(1)
    .executeTakeFirst();
  return row && { folder: row.folder_id, title: row.title };
}
