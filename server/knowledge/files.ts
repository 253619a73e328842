import { join } from 'node:path';
import { sql } from 'kysely';
import { numberIn } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Reading, Store } from '../store/store.ts';
import { published } from '../visibility/articles.ts';
import { openOpenFolders } from '../visibility/open-folders.ts';
import { rulesOfFiles } from '../visibility/rules-above.ts';
import type { FileLinks, Signature } from './file-links.ts';

/** Types that a browser may show in place; everything else is a download. */
const shownInline = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** How long a browser keeps a file without asking again, in seconds. */
const freshFor = 300;

/** `GET /files/:id/:name`: images and attachments of articles, for whoever may read the article. */
export function fileRoutes(parts: { store: Store; links: FileLinks; folder: string }): Route[] {
  const { store, links, folder } = parts;
  const { read } = store;
  const open = openOpenFolders(store);

  /** Whether the bare address opens it, or this signature. What is hidden takes as long as what is not there. */
  async function mayOpen(file: FoundFile, signature: Signature | null): Promise<boolean> {
    const isOpen = await open.has(file.folder_id);
    if (Number(file.published) === 0) return false;
    // A site behind a gate shows nothing to whoever comes past it, not even what is for all of its readers.
    const isUngated = file.access_mode === 'public';
    if (isOpen && isUngated && Number(file.conditional) === 0) return true;
    if (signature === null) return false;
    const rules = await rulesOfFiles(read, { id: file.article_id, folder_id: file.folder_id });
    return links.isSigned(file.id, rules.of(file.id), signature);
  }

  return [
    {
      method: 'get',
      path: '/files/:file/:name',
      visibility: 'viewer',
      async handle(request, response) {
        const id = numberIn(request.params['file']);
        const file = id === null ? undefined : await findFile(read, id);
        const { until, signature } = request.query;
        const ours = links.isOurs(id ?? 0, { until, signature }) ? { until, signature } : null;
        if (!file || file.name !== request.params['name']) throw notFound();
        if (!(await mayOpen(file, ours))) throw notFound();
        const isShown = shownInline.includes(file.type);
        response.set({
          'Content-Type': isShown ? file.type : 'application/octet-stream',
          'Content-Disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`,
          'Content-Security-Policy': "default-src 'none'; sandbox",
          'Cache-Control': `private, max-age=${freshFor}`,
          'Cross-Origin-Resource-Policy': 'cross-origin',
        });
        await new Promise<void>((resolve, reject) => {
          response.sendFile(
            join(folder, file.stored_as),
            { cacheControl: false, dotfiles: 'deny' },
            (error) => (error && !response.headersSent ? reject(error) : resolve()),
          );
        });
      },
    },
  ];
}

type FoundFile = NonNullable<Awaited<ReturnType<typeof findFile>>>;

async function findFile(read: Reading, id: number) {
  return read
    .selectFrom('article_file')
    .innerJoin('article', 'article.id', 'article_file.article_id')
    .innerJoin('folder', 'folder.id', 'article.folder_id')
    .innerJoin('category', 'category.id', 'folder.category_id')
    .innerJoin('site', 'site.id', 'category.site_id')
    .where('article_file.id', '=', id)
    .selectAll('article_file')
    .select(['article.folder_id', 'site.access_mode'])
    .select(({ exists, selectFrom }) => [
      exists(
        selectFrom('article_text')
          .whereRef('article_text.article_id', '=', 'article.id')
          .where('article_text.status', '=', published)
          .select(sql.lit(1).as('text')),
      ).as('published'),
      exists(
        selectFrom('conditional_file')
          .whereRef('conditional_file.file_id', '=', 'article_file.id')
          .select(sql.lit(1).as('block')),
      ).as('conditional'),
    ])
    .executeTakeFirst();
}
