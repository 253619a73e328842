import type { Clock } from '../../clock.ts';
import { idIn, parseInput } from '../../http/input.ts';
import { notFound } from '../../http/problem.ts';
import type { Route } from '../../http/route.ts';
import type { Store } from '../../store/store.ts';
import { allForms, createForm, deleteForm, type StoredForm, updateForm } from './forms.ts';
import { formChange, newForm } from './input.ts';

/** `/api/v1/forms` */
export function formRoutes({ store, clock }: { store: Store; clock: Clock }): Route[] {
  async function one(id: number) {
    const form = (await allForms(store.read)).find((candidate) => candidate.id === id);
    if (!form) throw notFound();
    return present(form);
  }

  async function firstSite(): Promise<number> {
    const row = await store.read
      .selectFrom('site')
      .select('id')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    return row.id;
  }

  return [
    {
      method: 'get',
      path: '/forms',
      visibility: 'nothing',
      async handle(_request, response) {
        response.json((await allForms(store.read)).map(present));
      },
    },
    {
      method: 'post',
      path: '/forms',
      visibility: 'nothing',
      async handle(request, response) {
        const input = parseInput(newForm, request.body);
        const site = input.site ?? (await firstSite());
        const id = await store.write((transaction) =>
          createForm(transaction, clock, { ...input, site }),
        );
        response.status(201).json(await one(id));
      },
    },
    {
      method: 'get',
      path: '/forms/:id',
      visibility: 'nothing',
      async handle(request, response) {
        response.json(await one(idIn(request)));
      },
    },
    {
      method: 'put',
      path: '/forms/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        const input = parseInput(formChange, request.body);
        await store.write((transaction) => updateForm(transaction, clock, id, input));
        response.json(await one(id));
      },
    },
    {
      method: 'delete',
      path: '/forms/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        await store.write((transaction) => deleteForm(transaction, id));
        response.status(204).end();
      },
    },
  ];
}

function present(form: StoredForm) {
  return {
    id: form.id,
    site: form.site_id,
    name: form.name,
    title: form.title,
    titles: form.titles,
    fields: form.fields,
    createdAt: new Date(form.created_at).toISOString(),
    updatedAt: new Date(form.updated_at).toISOString(),
  };
}
