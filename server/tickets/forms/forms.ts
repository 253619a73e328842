import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { takenValue, wrongValue } from '../../http/fault.ts';
import { notFound } from '../../http/problem.ts';
import { checkFieldNames } from '../../sites/field-names.ts';
import type { Row } from '../../store/schema.ts';
import type { Reading, Writing } from '../../store/store.ts';
import type { formChange, newForm } from './input.ts';

export type NewForm = z.output<typeof newForm>;
export type FormChange = z.output<typeof formChange>;

const storedNames = z.array(z.string());
const storedTitles = z.record(z.string(), z.string());

/** A ticket form, its JSON read. */
export type StoredForm = Omit<Row<'ticket_form'>, 'fields' | 'titles'> & {
  fields: string[];
  /** By locale. */
  titles: Record<string, string>;
};

export function readForm(row: Row<'ticket_form'>): StoredForm {
  return {
    ...row,
    fields: storedNames.parse(JSON.parse(row.fields)),
    titles: storedTitles.parse(JSON.parse(row.titles)),
  };
}

/** In the order in which they were made. */
export async function allForms(read: Reading): Promise<StoredForm[]> {
  return (await read.selectFrom('ticket_form').selectAll().orderBy('id').execute()).map(readForm);
}

/** @returns its id. @throws InputRefusal where that is taken, or the site or a field does not exist */
export async function createForm(
  transaction: Writing,
  clock: Clock,
  form: NewForm & { site: number },
): Promise<number> {
  const { name, title = null, titles = {}, fields, site } = form;
  const found = await transaction
    .selectFrom('site')
    .where('id', '=', site)
    .select('id')
    .executeTakeFirst();
  if (!found) throw wrongValue('site', 'must be a site');
  await checkFieldNames(transaction, 'fields', fields);
  const now = clock();
  const row = await transaction
    .insertInto('ticket_form')
    .values({
      ...(form.id !== undefined && { id: form.id }),
      ...{ site_id: site, name, title, created_at: now, updated_at: now },
      titles: JSON.stringify(titles),
      fields: JSON.stringify([...new Set(fields)]),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw takenValue('id');
  return row.id;
}

/** What is not named stays as it is. @throws Refusal `not_found`; as `createForm` */
export async function updateForm(
  transaction: Writing,
  clock: Clock,
  id: number,
  { name, title, titles, fields }: FormChange,
): Promise<void> {
  if (fields) await checkFieldNames(transaction, 'fields', fields);
  const { numUpdatedRows } = await transaction
    .updateTable('ticket_form')
    .set({
      updated_at: clock(),
      ...(name !== undefined && { name }),
      ...(title !== undefined && { title }),
      ...(titles && { titles: JSON.stringify(titles) }),
      ...(fields && { fields: JSON.stringify([...new Set(fields)]) }),
    })
    .where('id', '=', id)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw notFound();
}

/** A site keeps one at least: widgets offer its first. @throws Refusal `not_found` */
export async function deleteForm(transaction: Writing, id: number): Promise<void> {
  const form = await transaction
    .selectFrom('ticket_form')
    .where('id', '=', id)
    .select('site_id')
    .executeTakeFirst();
  if (!form) throw notFound();
  const others = await transaction
    .selectFrom('ticket_form')
    .where('site_id', '=', form.site_id)
    .where('id', '!=', id)
    .select('id')
    .executeTakeFirst();
  if (!others) throw wrongValue('id', 'is the only form of its site, which stays');
  await transaction.deleteFrom('ticket_form').where('id', '=', id).execute();
}
