import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { cutPage, freshdeskTime, pageOf } from '../http/freshdesk.ts';
import { idIn, parseInput } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Row } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import {
  type ContactCompanies,
  companiesOfContact,
  createContact,
  deleteContact,
  updateContact,
} from './contacts.ts';
import { readFields } from './custom-fields.ts';
import { contactChange, contactFilter, newContact } from './input.ts';

const storedTags = z.array(z.string());

/** `/contacts`, in Freshdesk's shapes. @param url the public address */
export function contactRoutes(parts: { store: Store; clock: Clock; url: string }): Route[] {
  const { store, clock, url } = parts;
  const { read } = store;

  async function one(id: number) {
    const row = await read
      .selectFrom('contact')
      .where('id', '=', id)
      .selectAll()
      .executeTakeFirst();
    if (!row) throw notFound();
    return present(row, await companiesOfContact(read, id));
  }

  return [
    {
      method: 'get',
      path: '/contacts',
      visibility: 'nothing',
      async handle(request, response) {
        const page = pageOf(request);
        const { email, company_id: company } = parseInput(contactFilter, request.query);
        let query = read.selectFrom('contact').selectAll().orderBy('name').orderBy('id');
        if (email !== undefined) query = query.where('email', '=', email);
        if (company !== undefined) {
          const members = read
            .selectFrom('contact_company')
            .where('company_id', '=', company)
            .select('contact_id');
          query = query.where('id', 'in', members);
        }
        const rows = await query.limit(page.limit).offset(page.offset).execute();
        const shown = cutPage(page, rows, request, response, url);
        response.json(
          await Promise.all(
            shown.map(async (row) => present(row, await companiesOfContact(read, row.id))),
          ),
        );
      },
    },
    {
      method: 'post',
      path: '/contacts',
      visibility: 'nothing',
      async handle(request, response) {
        const input = parseInput(newContact, request.body);
        const id = await store.write((transaction) => createContact(transaction, clock, input));
        response.status(201).location(`${url}${request.baseUrl}/contacts/${id}`);
        response.json(await one(id));
      },
    },
    {
      method: 'get',
      path: '/contacts/:id',
      visibility: 'nothing',
      async handle(request, response) {
        response.json(await one(idIn(request)));
      },
    },
    {
      method: 'put',
      path: '/contacts/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        const input = parseInput(contactChange, request.body);
        await store.write((transaction) => updateContact(transaction, clock, id, input));
        response.json(await one(id));
      },
    },
    {
      method: 'delete',
      path: '/contacts/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        await store.write((transaction) => deleteContact(transaction, id));
        response.status(204).end();
      },
    },
  ];
}

function present(contact: Row<'contact'>, { primary, others }: ContactCompanies) {
  return {
    id: contact.id,
    name: contact.name,
    email: contact.email,
    phone: contact.phone,
    company_id: primary,
    other_companies: others.map((company) => ({ company_id: company })),
    language: contact.language,
    tags: storedTags.parse(JSON.parse(contact.tags)),
    custom_fields: readFields(contact.custom_fields),
    blocked: contact.blocked === 1,
    created_at: freshdeskTime(contact.created_at),
    updated_at: freshdeskTime(contact.updated_at),
  };
}
