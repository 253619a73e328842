import type { Clock } from '../../clock.ts';
import type { Writing } from '../../store/store.ts';
import { createForm, updateForm } from '../../tickets/forms/forms.ts';
import { createField } from '../../tickets/forms/write-fields.ts';
import type { Content } from './content.ts';

/**
 * Stores the fields and forms of the demo. The first form takes the place of the one that the site began with.
 * @returns the ids of the forms, in their order
 */
export async function seedTicketForms(
  transaction: Writing,
  clock: Clock,
  site: number,
  { fields, forms }: Content['forms'],
): Promise<number[]> {
  for (const field of fields) await createField(transaction, clock, field);
  const { id: first } = await transaction
    .selectFrom('ticket_form')
    .where('site_id', '=', site)
    .select('id')
    .executeTakeFirstOrThrow();
  const ids: number[] = [];
  for (const form of forms) {
    if (ids.length === 0) await updateForm(transaction, clock, first, form);
    ids.push(ids.length === 0 ? first : await createForm(transaction, clock, { ...form, site }));
  }
  return ids;
}
