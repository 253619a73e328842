import express from 'express';
import type { Clock } from '../clock.ts';
import { idIn, parseInput } from '../http/input.ts';
import { notFound, Refusal } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Store } from '../store/store.ts';
import { newSite, newWidget, siteChange, widgetChange } from './input.ts';
import { largestLogo, storeLogo } from './logo.ts';
import { presentSite, presentWidget } from './present.ts';
import { changeLogo, createSite, updateSite } from './sites.ts';
import { createWidget, updateWidget } from './widgets.ts';

/** Reads a logo into `request.body`, for the routes below; bodies of other types are left to others. */
export const readLogo = express.raw({ type: 'image/*', limit: largestLogo });

/** `/api/v1/sites` and `/api/v1/widgets` */
export function siteRoutes(parts: { store: Store; clock: Clock; files: string }): Route[] {
  const { store, clock, files } = parts;
  const { read } = store;

  async function widget(id: number) {
    const row = await read.selectFrom('widget').where('id', '=', id).selectAll().executeTakeFirst();
    if (!row) throw notFound();
    return presentWidget(row, await categoriesOf(id));
  }

  async function categoriesOf(id: number): Promise<number[]> {
    const rows = await read
      .selectFrom('widget_category')
      .where('widget_id', '=', id)
      .select('category_id')
      .orderBy('category_id')
      .execute();
    return rows.map((row) => row.category_id);
  }

  return [
    {
      method: 'get',
      path: '/sites',
      visibility: 'nothing',
      async handle(_request, response) {
        const rows = await read.selectFrom('site').selectAll().orderBy('id').execute();
        response.json(rows.map(presentSite));
      },
    },
    {
      method: 'post',
      path: '/sites',
      visibility: 'nothing',
      async handle(request, response) {
        const input = parseInput(newSite, request.body);
        const row = await store.write((transaction) => createSite(transaction, clock, input));
        response.status(201).json(presentSite(row));
      },
    },
    {
      method: 'get',
      path: '/sites/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const row = await read
          .selectFrom('site')
          .where('id', '=', idIn(request))
          .selectAll()
          .executeTakeFirst();
        if (!row) throw notFound();
        response.json(presentSite(row));
      },
    },
    {
      method: 'put',
      path: '/sites/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        const input = parseInput(siteChange, request.body);
        const row = await store.write((transaction) => updateSite(transaction, clock, id, input));
        response.json(presentSite(row));
      },
    },
    {
      method: 'put',
      path: '/sites/:id/logo',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        if (!Buffer.isBuffer(request.body)) throw new Refusal('media_type_unsupported');
        const logo = await storeLogo(files, request.body);
        const row = await store.write((transaction) => changeLogo(transaction, clock, id, logo));
        response.json(presentSite(row));
      },
    },
    {
      method: 'delete',
      path: '/sites/:id/logo',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        await store.write((transaction) => changeLogo(transaction, clock, id, null));
        response.status(204).end();
      },
    },
    {
      method: 'get',
      path: '/widgets',
      visibility: 'nothing',
      async handle(_request, response) {
        const rows = await read.selectFrom('widget').select('id').orderBy('id').execute();
        response.json(await Promise.all(rows.map((row) => widget(row.id))));
      },
    },
    {
      method: 'post',
      path: '/widgets',
      visibility: 'nothing',
      async handle(request, response) {
        const input = parseInput(newWidget, request.body);
        const id = await store.write((transaction) => createWidget(transaction, clock, input));
        response.status(201).json(await widget(id));
      },
    },
    {
      method: 'get',
      path: '/widgets/:id',
      visibility: 'nothing',
      async handle(request, response) {
        response.json(await widget(idIn(request)));
      },
    },
    {
      method: 'put',
      path: '/widgets/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        const input = parseInput(widgetChange, request.body);
        await store.write((transaction) => updateWidget(transaction, clock, id, input));
        response.json(await widget(id));
      },
    },
  ];
}
