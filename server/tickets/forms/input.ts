import { z } from 'zod';
import { broughtId } from '../../http/input.ts';
import { localeCode } from '../../http/locale.ts';
import { customKinds } from './kinds.ts';

// The fields of `/api/v2/admin/ticket_fields` as Freshdesk names them, and of `/api/v1/forms`.

const text = (longest: number) =>
  z.string('must be text').trim().min(1, 'must not be empty').max(longest);
const position = z.int('must be a number').min(1).max(10_000);
const flag = z.boolean('must be true or false');
const label = text(255);

const value = z.union(
  [text(255), z.int('must be a whole number')],
  'must be text or a whole number',
);

const choice = { value, label: label.optional(), position: position.optional() };

function hasEachValueOnce(list: readonly { value: string | number }[]): boolean {
  return new Set(list.map((one) => String(one.value))).size === list.length;
}
const twice = 'must not hold a value twice';

const third = z.array(z.strictObject(choice)).max(1_000).refine(hasEachValueOnce, twice);
const second = z
  .array(z.strictObject({ ...choice, choices: third.optional() }))
  .max(1_000)
  .refine(hasEachValueOnce, twice);
const choices = z
  .array(z.strictObject({ ...choice, choices: second.optional() }))
  .max(1_000)
  .refine(hasEachValueOnce, twice);

/** The second and third level of a nested field. */
const dependent = z.strictObject({
  label,
  label_for_customers: label.optional(),
  level: z.literal([2, 3], 'must be 2 or 3'),
});
const dependents = z
  .array(dependent)
  .max(2)
  .transform((list) => list.sort((one, other) => one.level - other.level))
  .refine((list) => list.every(({ level }, at) => level === at + 2), 'must be level 2, then 3');

/** What readers of a language see: own addition. Choices by value, dependent fields by name. */
const translations = z.record(
  localeCode,
  z.strictObject({
    label_for_customers: label.optional(),
    choices: z.record(z.string(), label).optional(),
    dependent_fields: z.record(z.string(), label).optional(),
  }),
);

const flags = {
  required_for_agents: flag.optional(),
  required_for_closure: flag.optional(),
  required_for_customers: flag.optional(),
  displayed_to_customers: flag.optional(),
  customers_can_edit: flag.optional(),
};

export const newField = z.strictObject({
  label,
  label_for_customers: label.optional(),
  type: z.enum(Object.keys(customKinds) as (keyof typeof customKinds)[]),
  position: position.optional(),
  choices: choices.optional(),
  dependent_fields: dependents.optional(),
  translations: translations.optional(),
  ...flags,
});
export const fieldChange = z.strictObject({
  label: label.optional(),
  label_for_customers: label.nullable().optional(),
  position: position.optional(),
  choices: choices.optional(),
  translations: translations.optional(),
  ...flags,
});

const fieldNames = z.array(text(100)).max(100);
const title = label.nullable();
const titles = z.record(localeCode, label);

export const newForm = z.strictObject({
  id: broughtId,
  name: label,
  /** Null: the standard text, in the reader's language. */
  title: title.optional(),
  /** Further languages. */
  titles: titles.optional(),
  fields: fieldNames,
  /** The first one where absent, as most servers have one. */
  site: z.int('must be a number').min(1).optional(),
});
export const formChange = newForm.omit({ id: true, site: true }).partial();
