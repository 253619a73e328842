import { cutPage, pageOf } from '../http/freshdesk.ts';
import { idIn, parseInput } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import { languageIn, type Parts, primaryLocale } from './addressed.ts';
import { createCategory, deleteCategory, updateCategory } from './categories.ts';
import { removeFiles } from './files.ts';
import { findCategories } from './find.ts';
import { categoryChange, newCategory, translation, translationChange } from './input.ts';
import { presentCategory } from './present.ts';

/** `/solutions/categories`, in Freshdesk's shapes. */
export function categoryRoutes({ store, clock, url, files }: Parts): Route[] {
  const { read } = store;

  async function one(id: number, locale: string | null) {
    const [category] = await findCategories(read, { id }, locale);
    if (!category) throw notFound();
    return presentCategory(category);
  }

  /** Freshdesk has no sites: what is made through its API belongs to the first. */
  async function firstSite() {
    const site = await read.selectFrom('site').selectAll().orderBy('id').executeTakeFirst();
    if (!site) throw notFound();
    return site;
  }

  return [
    {
      method: 'get',
      path: '/solutions/categories',
      visibility: 'agent',
      async handle(request, response) {
        const page = pageOf(request);
        const rows = await findCategories(read, page, null);
        response.json(cutPage(page, rows, request, response, url).map(presentCategory));
      },
    },
    {
      method: 'post',
      path: '/solutions/categories',
      visibility: 'agent',
      async handle(request, response) {
        const { id: brought, ...text } = parseInput(newCategory, request.body);
        const site = await firstSite();
        const id = await store.write((transaction) =>
          createCategory(transaction, clock, {
            id: brought,
            site: site.id,
            texts: { [site.primary_locale]: text },
          }),
        );
        response.status(201).location(`${url}${request.baseUrl}/solutions/categories/${id}`);
        response.json(await one(id, null));
      },
    },
    {
      method: 'get',
      path: '/solutions/categories/:id',
      visibility: 'agent',
      async handle(request, response) {
        // Freshdesk lists all translations of a language under the address of a category.
        if (/^[A-Za-z]/.test(String(request.params['id']))) {
          const page = pageOf(request);
          const rows = await findCategories(read, page, languageIn(request, 'id'));
          response.json(cutPage(page, rows, request, response, url).map(presentCategory));
          return;
        }
        response.json(await one(idIn(request), null));
      },
    },
    {
      method: 'put',
      path: '/solutions/categories/:id',
      visibility: 'agent',
      async handle(request, response) {
        const id = idIn(request);
        const text = parseInput(categoryChange, request.body);
        await store.write(async (transaction) => {
          const locale = await primaryLocale(transaction, { category: id });
          await updateCategory(transaction, clock, id, { texts: { [locale]: text } });
        });
        response.json(await one(id, null));
      },
    },
    {
      method: 'delete',
      path: '/solutions/categories/:id',
      visibility: 'agent',
      async handle(request, response) {
        const id = idIn(request);
        const gone = await store.write((transaction) => deleteCategory(transaction, id));
        await removeFiles(files, gone);
        response.status(204).end();
      },
    },
    {
      method: 'get',
      path: '/solutions/categories/:id/:language',
      visibility: 'agent',
      async handle(request, response) {
        response.json(await one(idIn(request), languageIn(request)));
      },
    },
    ...(['post', 'put'] as const).map(
      (method): Route => ({
        method,
        path: '/solutions/categories/:id/:language',
        visibility: 'agent',
        async handle(request, response) {
          const id = idIn(request);
          const locale = languageIn(request);
          const schema = method === 'post' ? translation : translationChange;
          const text = parseInput(schema, request.body);
          await store.write((transaction) =>
            updateCategory(transaction, clock, id, { texts: { [locale]: text } }),
          );
          response.status(method === 'post' ? 201 : 200).json(await one(id, locale));
        },
      }),
    ),
  ];
}
