import type { Request } from 'express';
import type { Clock } from '../clock.ts';
import type { Agents } from '../http/agent.ts';
import { localeIn } from '../http/locale.ts';
import { notFound } from '../http/problem.ts';
import type { Reading, Store } from '../store/store.ts';

/** What the routes for writing are made of. */
export interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly agents: Agents;
  /** The public address, without a slash at the end. */
  readonly url: string;
  /** The folder of articles' files. */
  readonly files: string;
}

/** The language in the address. @throws Refusal `not_found` where it can be none */
export function languageIn(request: Request, parameter = 'language'): string {
  const locale = localeIn(request.params[parameter]);
  if (locale === null) throw notFound();
  return locale;
}

/** The language of texts that are written without naming one. @throws Refusal `not_found` */
export async function primaryLocale(
  read: Reading,
  of: { category: number } | { folder: number } | { article: number },
): Promise<string> {
  const sites = read
    .selectFrom('category')
    .innerJoin('site', 'site.id', 'category.site_id')
    .select('site.primary_locale');
  const query =
    'category' in of
      ? sites.where('category.id', '=', of.category)
      : 'folder' in of
        ? sites
            .innerJoin('folder', 'folder.category_id', 'category.id')
            .where('folder.id', '=', of.folder)
        : sites
            .innerJoin('folder', 'folder.category_id', 'category.id')
            .innerJoin('article', 'article.folder_id', 'folder.id')
            .where('article.id', '=', of.article);
  const row = await query.executeTakeFirst();
  if (!row) throw notFound();
  return row.primary_locale;
}
