import type { Clock } from '../clock.ts';
import { cutPage, freshdeskTime, pageOf } from '../http/freshdesk.ts';
import { idIn, parseInput } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Row } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { createCompany, deleteCompany, updateCompany } from './companies.ts';
import { readFields } from './custom-fields.ts';
import { companyChange, newCompany } from './input.ts';

/** `/companies`, in Freshdesk's shapes. @param url the public address */
export function companyRoutes(parts: { store: Store; clock: Clock; url: string }): Route[] {
  const { store, clock, url } = parts;
  const { read } = store;

  async function domainsOf(company: number): Promise<string[]> {
    const rows = await read
      .selectFrom('company_domain')
      .where('company_id', '=', company)
      .select('domain')
      .orderBy('domain')
      .execute();
    return rows.map((row) => row.domain);
  }

  async function one(id: number) {
    const row = await read
      .selectFrom('company')
      .where('id', '=', id)
      .selectAll()
      .executeTakeFirst();
    if (!row) throw notFound();
    return present(row, await domainsOf(id));
  }

  return [
    {
      method: 'get',
      path: '/companies',
      visibility: 'nothing',
      async handle(request, response) {
        const page = pageOf(request);
        const rows = await read
          .selectFrom('company')
          .selectAll()
          .orderBy('name')
          .limit(page.limit)
          .offset(page.offset)
          .execute();
        const shown = cutPage(page, rows, request, response, url);
        response.json(
          await Promise.all(shown.map(async (row) => present(row, await domainsOf(row.id)))),
        );
      },
    },
    {
      method: 'post',
      path: '/companies',
      visibility: 'nothing',
      async handle(request, response) {
        const input = parseInput(newCompany, request.body);
        const id = await store.write((transaction) => createCompany(transaction, clock, input));
        response.status(201).location(`${url}${request.baseUrl}/companies/${id}`);
        response.json(await one(id));
      },
    },
    {
      method: 'get',
      path: '/companies/:id',
      visibility: 'nothing',
      async handle(request, response) {
        response.json(await one(idIn(request)));
      },
    },
    {
      method: 'put',
      path: '/companies/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        const input = parseInput(companyChange, request.body);
        await store.write((transaction) => updateCompany(transaction, clock, id, input));
        response.json(await one(id));
      },
    },
    {
      method: 'delete',
      path: '/companies/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        await store.write((transaction) => deleteCompany(transaction, id));
        response.status(204).end();
      },
    },
  ];
}

function present(company: Row<'company'>, domains: readonly string[]) {
  return {
    id: company.id,
    name: company.name,
    description: company.description,
    note: company.note,
    domains,
    custom_fields: readFields(company.custom_fields),
    created_at: freshdeskTime(company.created_at),
    updated_at: freshdeskTime(company.updated_at),
  };
}
