import { z } from 'zod';
import { cutPage, pageOf } from '../http/freshdesk.ts';
import { idIn, parseInput } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { SearchForAgent } from '../search/for-agents.ts';
import { languageIn, type Parts, primaryLocale } from './addressed.ts';
import { createArticle, deleteArticle, updateArticle } from './articles.ts';
import { removeFiles } from './files.ts';
import { type FoundArticle, findArticles, findLevels, findTags } from './find.ts';
import {
  articleChange,
  articleTranslation,
  articleTranslationChange,
  newArticle,
} from './input.ts';
import { presentArticle } from './present.ts';
import type { ArticleText, Change } from './texts.ts';

const searched = z.object({
  term: z
    .string('must be what to search for')
    .min(1, 'must not be empty')
    .max(1_000, 'must have at most 1000 characters'),
});

/** Articles of `/solutions`, and the search for them, in Freshdesk's shapes. */
export function articleRoutes(parts: Parts & { search: SearchForAgent }): Route[] {
  const { store, clock, agents, url, files, search } = parts;
  const { read } = store;

  async function present(articles: readonly FoundArticle[], locale: string | null) {
    const folders = [...new Set(articles.map((article) => article.folder_id))];
    const levels = await findLevels(read, folders, locale);
    const tags = await findTags(
      read,
      articles.map((article) => article.id),
    );
    return articles.map((article) =>
      presentArticle(article, levels.get(article.folder_id) ?? [], tags.get(article.id) ?? []),
    );
  }

  async function one(id: number, locale: string | null) {
    const [article] = await present(await findArticles(read, { id }, locale), locale);
    if (!article) throw notFound();
    return article;
  }

  return [
    {
      method: 'get',
      path: '/search/solutions',
      visibility: 'agent',
      async handle(request, response) {
        const { term } = parseInput(searched, request.query);
        const page = pageOf(request);
        const agent = await agents.of(request);
        const all = await search(agent, term, page.offset + page.limit);
        const ids = cutPage(page, all.slice(page.offset), request, response, url);
        const found = await present(await findArticles(read, { ids }, null), null);
        response.json(found.sort((one, other) => ids.indexOf(one.id) - ids.indexOf(other.id)));
      },
    },
    ...['/solutions/folders/:id/articles', '/solutions/folders/:id/articles/:language'].map(
      (path): Route => ({
        method: 'get',
        path,
        visibility: 'agent',
        async handle(request, response) {
          const folder = idIn(request);
          const locale = request.params['language'] === undefined ? null : languageIn(request);
          await primaryLocale(read, { folder });
          const page = pageOf(request);
          const rows = await findArticles(read, { folder, ...page }, locale);
          response.json(await present(cutPage(page, rows, request, response, url), locale));
        },
      }),
    ),
    {
      method: 'post',
      path: '/solutions/folders/:id/articles',
      visibility: 'agent',
      async handle(request, response) {
        const folder = idIn(request);
        const input = parseInput(newArticle, request.body);
        const { title, description: html, status, seo_data: seo, type, tags } = input;
        const agent = input.agent_id ?? (await agents.of(request)).id;
        const id = await store.write(async (transaction) => {
          const locale = await primaryLocale(transaction, { folder });
          return createArticle(transaction, clock, {
            id: input.id,
            ...{ folder, agent, type, tags },
            texts: { [locale]: { title, html, status, seo } },
          });
        });
        response.status(201).location(`${url}${request.baseUrl}/solutions/articles/${id}`);
        response.json(await one(id, null));
      },
    },
    {
      method: 'get',
      path: '/solutions/articles/:id',
      visibility: 'agent',
      async handle(request, response) {
        response.json(await one(idIn(request), null));
      },
    },
    {
      method: 'put',
      path: '/solutions/articles/:id',
      visibility: 'agent',
      async handle(request, response) {
        const id = idIn(request);
        const input = parseInput(articleChange, request.body);
        const { folder_id: folder, agent_id: agent, type, tags } = input;
        const text = textIn(input);
        await store.write(async (transaction) => {
          const locale = await primaryLocale(transaction, { article: id });
          await updateArticle(transaction, clock, id, {
            ...{ folder, agent, type, tags },
            texts: Object.values(text).every((value) => value === undefined)
              ? {}
              : { [locale]: text },
          });
        });
        response.json(await one(id, null));
      },
    },
    {
      method: 'delete',
      path: '/solutions/articles/:id',
      visibility: 'agent',
      async handle(request, response) {
        const id = idIn(request);
        const gone = await store.write((transaction) => deleteArticle(transaction, id));
        await removeFiles(files, gone);
        response.status(204).end();
      },
    },
    {
      method: 'get',
      path: '/solutions/articles/:id/:language',
      visibility: 'agent',
      async handle(request, response) {
        response.json(await one(idIn(request), languageIn(request)));
      },
    },
    ...(['post', 'put'] as const).map(
      (method): Route => ({
        method,
        path: '/solutions/articles/:id/:language',
        visibility: 'agent',
        async handle(request, response) {
          const id = idIn(request);
          const locale = languageIn(request);
          const schema = method === 'post' ? articleTranslation : articleTranslationChange;
          const text = textIn(parseInput(schema, request.body));
          await store.write((transaction) =>
            updateArticle(transaction, clock, id, { texts: { [locale]: text } }),
          );
          response.status(method === 'post' ? 201 : 200).json(await one(id, locale));
        },
      }),
    ),
  ];
}

function textIn(input: z.output<typeof articleTranslationChange>): Change<ArticleText> {
  const { title, description: html, status, seo_data: seo } = input;
  return { title, html, status, seo };
}
