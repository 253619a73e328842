import type { Clock } from '../clock.ts';
import { idIn, parseInput } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Row } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { newSegment, segmentChange } from './input.ts';
import { createSegment, deleteSegment, updateSegment } from './segments.ts';

/** `/api/v1/segments` */
export function segmentRoutes({ store, clock }: { store: Store; clock: Clock }): Route[] {
  const { read } = store;

  async function one(id: number) {
    const row = await read
      .selectFrom('segment')
      .where('id', '=', id)
      .selectAll()
      .executeTakeFirst();
    if (!row) throw notFound();
    return present(row);
  }

  return [
    {
      method: 'get',
      path: '/segments',
      visibility: 'nothing',
      async handle(_request, response) {
        const rows = await read.selectFrom('segment').selectAll().orderBy('id').execute();
        response.json(rows.map(present));
      },
    },
    {
      method: 'post',
      path: '/segments',
      visibility: 'nothing',
      async handle(request, response) {
        const input = parseInput(newSegment, request.body);
        const id = await store.write((transaction) => createSegment(transaction, clock, input));
        response.status(201).json(await one(id));
      },
    },
    {
      method: 'get',
      path: '/segments/:id',
      visibility: 'nothing',
      async handle(request, response) {
        response.json(await one(idIn(request)));
      },
    },
    {
      method: 'put',
      path: '/segments/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        const input = parseInput(segmentChange, request.body);
        await store.write((transaction) => updateSegment(transaction, clock, id, input));
        response.json(await one(id));
      },
    },
    {
      method: 'delete',
      path: '/segments/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        await store.write((transaction) => deleteSegment(transaction, id));
        response.status(204).end();
      },
    },
  ];
}

function present(segment: Row<'segment'>) {
  return {
    id: segment.id,
    name: segment.name,
    of: segment.of_what,
    rules: JSON.parse(segment.rules) as unknown,
    createdAt: new Date(segment.created_at).toISOString(),
    updatedAt: new Date(segment.updated_at).toISOString(),
  };
}
