import { join } from 'node:path';
import { sql } from 'kysely';
import { numberIn } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Reading } from '../store/store.ts';
import { published } from '../visibility/articles.ts';
import { rulesOfFiles } from '../visibility/rules-above.ts';
import { anonymous } from '../visibility/viewer.ts';
import { folderIsVisibleTo } from '../visibility/where.ts';
import type { FileLinks } from './file-links.ts';

/** Types that a browser may show in place; everything else is a download. */
const shownInline = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];

/** How long a browser keeps a file without asking again, in seconds. */
const freshFor = 300;

/** `GET /files/:id/:name`: images and attachments of articles, for whoever may read the article. */
export function fileRoutes(parts: { read: Reading; links: FileLinks; folder: string }): Route[] {
  const { read, links, folder } = parts;
  return [
    {
      method: 'get',
      path: '/files/:file/:name',
      visibility: 'viewer',
      async handle(request, response) {
        const id = numberIn(request.params['file']);
        const file = id === null ? undefined : await findFile(read, id);
        if (!file || file.name !== request.params['name']) throw notFound();
        if (!file.isPublic) {
          const { until, signature } = request.query;
          const rules = await rulesOfFiles(read, {
            id: file.article_id,
            folder_id: file.folder_id,
          });
          if (!links.isSigned(file.id, rules.of(file.id), { until, signature })) throw notFound();
        }
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

async function findFile(read: Reading, id: number) {
  const row = await read
    .selectFrom('article_file')
    .innerJoin('article', 'article.id', 'article_file.article_id')
    .innerJoin('folder', 'folder.id', 'article.folder_id')
    .where('article_file.id', '=', id)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('article_text')
          .whereRef('article_text.article_id', '=', 'article.id')
          .where('article_text.status', '=', published)
          .select(sql.lit(1).as('published')),
      ),
    )
    .selectAll('article_file')
    .select('article.folder_id')
    .select(sql<number>`${folderIsVisibleTo(anonymous)}`.as('open'))
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('conditional_file')
          .whereRef('conditional_file.file_id', '=', 'article_file.id')
          .select(sql.lit(1).as('conditional')),
      ).as('conditional'),
    )
    .executeTakeFirst();
  return row && { ...row, isPublic: row.open === 1 && Number(row.conditional) === 0 };
}
