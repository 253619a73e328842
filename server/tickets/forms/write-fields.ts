import type { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { wrongValue } from '../../http/fault.ts';
import { notFound } from '../../http/problem.ts';
import type { Writing } from '../../store/store.ts';
import { readField, type StoredChoice, type TicketField } from './fields.ts';
import type { fieldChange, newField } from './input.ts';
import { isCustom } from './kinds.ts';

export type NewField = z.output<typeof newField>;
export type FieldChange = z.output<typeof fieldChange>;
type Choices = NonNullable<NewField['choices']>;

/** @returns its id. @throws InputRefusal where choices or levels do not go with the type */
export async function createField(
  transaction: Writing,
  clock: Clock,
  field: NewField,
): Promise<number> {
  const { label, type, choices = [], dependent_fields: dependent = [] } = field;
  checkChoices(type, choices, dependent.length);
  const taken = await namesTaken(transaction);
  const name = nameFor(label, taken);
  const levels = dependent.map((level) => ({
    name: nameFor(level.label, taken),
    label: level.label,
    label_for_customers: level.label_for_customers ?? level.label,
  }));
  const now = clock();
  const { id } = await transaction
    .insertInto('ticket_field')
    .values({
      ...{ name, type, label, created_at: now, updated_at: now },
      label_for_customers: field.label_for_customers ?? label,
      position: field.position ?? (await nextPosition(transaction)),
      choices: choicesJson(choices),
      levels: JSON.stringify(levels),
      translations: translationsJson(field.translations),
      ...flagsOf(field),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** What is not named stays as it is. @throws Refusal `not_found`; as `createField` */
export async function updateField(
  transaction: Writing,
  clock: Clock,
  id: number,
  change: FieldChange,
): Promise<void> {
  const field = await findField(transaction, id);
  const { choices } = change;
  if (choices) {
    if (field.type === 'default_priority' || field.type === 'default_status') {
      checkNumbers(field, choices);
    }
    checkChoices(field.type, choices, field.levels.length);
  }
  await transaction
    .updateTable('ticket_field')
    .set({
      label: change.label ?? field.label,
      label_for_customers:
        change.label_for_customers === undefined
          ? field.label_for_customers
          : change.label_for_customers,
      position: change.position ?? field.position,
      ...(choices && { choices: choicesJson(choices) }),
      ...(change.translations && { translations: translationsJson(change.translations) }),
      ...flagsOf(change),
      updated_at: clock(),
    })
    .where('id', '=', id)
    .execute();
}

/** Forms and widgets lose it; tickets keep what was written in it. @throws Refusal `not_found` */
export async function deleteField(transaction: Writing, id: number): Promise<void> {
  const field = await findField(transaction, id);
  if (!isCustom(field.type)) throw wrongValue('id', 'is a standard field, which stays');
  await transaction.deleteFrom('ticket_field').where('id', '=', id).execute();
}

export async function findField(read: Writing, id: number): Promise<TicketField> {
  const row = await read
    .selectFrom('ticket_field')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!row) throw notFound();
  return readField(row);
}

/** Drop-downs and nested fields have choices, and no other field has. */
function checkChoices(type: string, choices: Choices, levels: number): void {
  const isList =
    type === 'custom_dropdown' || type === 'nested_field' || type.startsWith('default_');
  if (isList && choices.length === 0) throw wrongValue('choices', 'must not be empty');
  if (!isList && choices.length > 0) throw wrongValue('choices', `are none of a ${type}`);
  if (type !== 'nested_field' && levels > 0) {
    throw wrongValue('dependent_fields', `are none of a ${type}`);
  }
  const deepest = type === 'nested_field' ? levels + 1 : 1;
  if (depthOf(choices) > deepest) {
    throw wrongValue('choices', `must be ${deepest} deep: one level for each dependent field more`);
  }
}

/** Freshdesk's numbers stay: what they are called may change. */
function checkNumbers(field: TicketField, choices: Choices): void {
  const before = field.choices.map((choice) => choice.value);
  const numbers = choices.map((choice) => choice.value);
  if (before.some((value) => !numbers.includes(value)) || numbers.length !== before.length) {
    throw wrongValue('choices', `must have the values ${before.join(', ')}`);
  }
}

function depthOf(choices: readonly Positioned[]): number {
  return choices.length === 0
    ? 0
    : 1 + Math.max(...choices.map((choice) => depthOf(choice.choices ?? [])));
}

function choicesJson(choices: Choices): string {
  return JSON.stringify(ordered(choices));
}

interface Positioned {
  value: string | number;
  label?: string | undefined;
  position?: number | undefined;
  choices?: Positioned[] | undefined;
}

/** By position where there is one, else as listed. */
function ordered(choices: readonly Positioned[]): StoredChoice[] {
  return [...choices]
    .sort((one, other) => (one.position ?? 0) - (other.position ?? 0))
    .map(({ value, label, choices: below }) => ({
      ...{ value, label: label ?? String(value) },
      ...(below?.length ? { choices: ordered(below) } : {}),
    }));
}

function translationsJson(translations: NewField['translations'] = {}): string {
  const stored = Object.entries(translations).map(([locale, texts]) => {
    const { label_for_customers, choices, dependent_fields: levels } = texts;
    return [locale.toLowerCase(), { label_for_customers, choices, levels }];
  });
  return JSON.stringify(Object.fromEntries(stored));
}

const flags = [
  'required_for_agents',
  'required_for_closure',
  'required_for_customers',
  'displayed_to_customers',
  'customers_can_edit',
] as const;

type Flags = Partial<Record<(typeof flags)[number], 0 | 1>>;

function flagsOf(field: Pick<FieldChange, (typeof flags)[number]>): Flags {
  const stored: Flags = {};
  for (const flag of flags) {
    const value = field[flag];
    if (value !== undefined) stored[flag] = value ? 1 : 0;
  }
  return stored;
}

async function nextPosition(transaction: Writing): Promise<number> {
  const { last } = await transaction
    .selectFrom('ticket_field')
    .select((field) => field.fn.max<number | null>('position').as('last'))
    .executeTakeFirstOrThrow();
  return (last ?? 0) + 1;
}

async function namesTaken(transaction: Writing): Promise<Set<string>> {
  const rows = await transaction.selectFrom('ticket_field').selectAll().execute();
  return new Set(
    rows.map(readField).flatMap(({ name, levels }) => [name, ...levels.map((level) => level.name)]),
  );
}

/** `cf_` and the label in letters that every client can type, with a number where that is taken. */
function nameFor(label: string, taken: Set<string>): string {
  const plain = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 60);
  const base = `cf_${plain || 'field'}`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base}_${number}`;
    if (!taken.has(name)) {
      taken.add(name);
      return name;
    }
  }
}
