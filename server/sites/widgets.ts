import type { z } from 'zod';
import type { Clock } from '../clock.ts';
import { takenValue, wrongValue } from '../http/fault.ts';
import { notFound } from '../http/problem.ts';
import type { Writing } from '../store/store.ts';
import { checkFieldNames } from './field-names.ts';
import { type WidgetForm, widgetForm } from './find.ts';
import type { newWidget, widgetChange } from './input.ts';

export type NewWidget = z.output<typeof newWidget>;
export type WidgetChange = z.output<typeof widgetChange>;

/** @returns its id. @throws InputRefusal where that is taken, the site does not exist or a category is not of that site */
export async function createWidget(
  transaction: Writing,
  clock: Clock,
  widget: NewWidget,
): Promise<number> {
  const now = clock();
  await checkSite(transaction, widget.site);
  await checkForm(transaction, widget.site, widget.form);
  const row = await transaction
    .insertInto('widget')
    .values({
      ...(widget.id !== undefined && { id: widget.id }),
      site_id: widget.site,
      name: widget.name,
      origins: JSON.stringify(widget.origins),
      locale: widget.locale,
      appearance: JSON.stringify(widget.appearance),
      mode: widget.mode,
      labels: JSON.stringify(widget.labels),
      suggestions: JSON.stringify(widget.suggestions),
      form: JSON.stringify(widget.form),
      attachment_limits: JSON.stringify(widget.attachmentLimits),
      contact: widget.contact,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) throw takenValue('id');
  const { id } = row;
  await offer(transaction, id, widget.site, widget.categories);
  return id;
}

/** What is not named stays as it is. @throws Refusal `not_found`; as `createWidget` */
export async function updateWidget(
  transaction: Writing,
  clock: Clock,
  id: number,
  change: WidgetChange,
): Promise<void> {
  const before = await transaction
    .selectFrom('widget')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!before) throw notFound();
  const { name = before.name, site = before.site_id, locale = before.locale } = change;
  const { mode = before.mode } = change;
  await checkSite(transaction, site);
  const form = change.form === undefined ? storedForm(before.form) : change.form;
  await checkForm(transaction, site, form);
  await transaction
    .updateTable('widget')
    .set({
      ...{ name, site_id: site, locale, mode },
      origins: change.origins ? JSON.stringify(change.origins) : before.origins,
      appearance: change.appearance ? JSON.stringify(change.appearance) : before.appearance,
      labels: change.labels ? JSON.stringify(change.labels) : before.labels,
      suggestions: change.suggestions ? JSON.stringify(change.suggestions) : before.suggestions,
      form: JSON.stringify(form),
      attachment_limits: change.attachmentLimits
        ? JSON.stringify(change.attachmentLimits)
        : before.attachment_limits,
      contact: change.contact ?? before.contact,
      updated_at: clock(),
    })
    .where('id', '=', id)
    .execute();
  await offer(transaction, id, site, change.categories ?? (await offered(transaction, id)));
}

async function checkSite(transaction: Writing, site: number): Promise<void> {
  const found = await transaction
    .selectFrom('site')
    .where('id', '=', site)
    .select('id')
    .executeTakeFirst();
  if (!found) throw wrongValue('site', 'must be a site');
}

function storedForm(json: string): WidgetForm | null {
  return widgetForm.nullable().parse(JSON.parse(json));
}

/** A widget offers forms of its own site, and fields that there are. */
async function checkForm(
  transaction: Writing,
  site: number,
  form: WidgetForm | null,
): Promise<void> {
  if (form === null) return;
  const forms = await transaction
    .selectFrom('ticket_form')
    .where('site_id', '=', site)
    .select('id')
    .execute();
  const strange = form.forms.find((id) => !forms.some((row) => row.id === id));
  if (strange !== undefined) {
    throw wrongValue('form.forms', `must be forms of the site, and ${strange} is none`);
  }
  await checkFieldNames(transaction, 'form.fields', form.fields);
}

async function offered(transaction: Writing, widget: number): Promise<number[]> {
  const rows = await transaction
    .selectFrom('widget_category')
    .where('widget_id', '=', widget)
    .select('category_id')
    .execute();
  return rows.map((row) => row.category_id);
}

/** A widget offers categories of its own site alone: another site's readers are not known here. */
async function offer(
  transaction: Writing,
  widget: number,
  site: number,
  categories: readonly number[],
): Promise<void> {
  await transaction.deleteFrom('widget_category').where('widget_id', '=', widget).execute();
  for (const category of new Set(categories)) {
    const found = await transaction
      .selectFrom('category')
      .where('id', '=', category)
      .where('site_id', '=', site)
      .select('id')
      .executeTakeFirst();
    if (!found) {
      throw wrongValue('categories', `must be categories of the site, and ${category} is none`);
    }
    await transaction
      .insertInto('widget_category')
      .values({ widget_id: widget, category_id: category })
      .execute();
  }
}
