import type { Clock } from '../../clock.ts';
import { idIn, parseInput } from '../../http/input.ts';
import { notFound } from '../../http/problem.ts';
import type { Route } from '../../http/route.ts';
import type { Store } from '../../store/store.ts';
import { allFields, type TicketField } from './fields.ts';
import { fieldChange, newField } from './input.ts';
import { presentAdminField, presentField } from './present.ts';
import { createField, deleteField, updateField } from './write-fields.ts';

/** `/ticket_fields` and `/admin/ticket_fields`, in Freshdesk's shapes. @param url the public address */
export function fieldRoutes(parts: { store: Store; clock: Clock; url: string }): Route[] {
  const { store, clock, url } = parts;
  const admin = '/admin/ticket_fields';

  async function one(id: number): Promise<TicketField> {
    const field = (await allFields(store.read)).find((candidate) => candidate.id === id);
    if (!field) throw notFound();
    return field;
  }

  return [
    {
      method: 'get',
      path: '/ticket_fields',
      visibility: 'nothing',
      async handle(request, response) {
        const { type } = request.query;
        const fields = await allFields(store.read);
        response.json(
          fields.filter((field) => type === undefined || field.type === type).map(presentField),
        );
      },
    },
    {
      method: 'get',
      path: admin,
      visibility: 'nothing',
      async handle(_request, response) {
        response.json((await allFields(store.read)).map(presentAdminField));
      },
    },
    {
      method: 'post',
      path: admin,
      visibility: 'nothing',
      async handle(request, response) {
        const input = parseInput(newField, request.body);
        const id = await store.write((transaction) => createField(transaction, clock, input));
        response.status(201).location(`${url}${request.baseUrl}${admin}/${id}`);
        response.json(presentAdminField(await one(id)));
      },
    },
    {
      method: 'get',
      path: `${admin}/:id`,
      visibility: 'nothing',
      async handle(request, response) {
        response.json(presentAdminField(await one(idIn(request))));
      },
    },
    {
      method: 'put',
      path: `${admin}/:id`,
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        const input = parseInput(fieldChange, request.body);
        await store.write((transaction) => updateField(transaction, clock, id, input));
        response.json(presentAdminField(await one(id)));
      },
    },
    {
      method: 'delete',
      path: `${admin}/:id`,
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        await store.write((transaction) => deleteField(transaction, id));
        response.status(204).end();
      },
    },
  ];
}
