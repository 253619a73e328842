import {
  type FieldFaultCode,
  type FormField,
  type FormValues,
  isBlank,
  type TicketForm,
  ticketFaults,
} from '../../../contract/ticket-form.ts';
import { manyLines, oneLine } from '../files/names.ts';
import type { TicketEnvelope } from './input.ts';

/** What a ticket keeps of what was typed: standard fields by name, custom ones by theirs. */
export type TicketValues = ReadonlyMap<string, string | number | boolean>;

export interface ValueFault {
  readonly path: string;
  readonly message: string;
  readonly code: FieldFaultCode | 'unknown_field';
}

const standard = ['name', 'email', 'subject', 'description', 'type', 'priority', 'status'] as const;

/**
 * Judges what was typed by the form and what is beyond it.
 * @param further fields that the form does not have and that may be sent with it all the same
 * @param known what is taken instead of what was typed, whatever that was: a login token proved it
 * @param isText whether every value came as text, as in multipart
 */
export function judge(parts: {
  form: TicketForm;
  further: readonly FormField[];
  envelope: TicketEnvelope;
  known: Readonly<Partial<Record<'name' | 'email', string>>>;
  isText: boolean;
}): { values: TicketValues; faults: ValueFault[] } {
  const { form, further, envelope, known, isText } = parts;
  const fields = [...form.fields, ...further.filter((field) => !isIn(form.fields, field.name))];
  const names = new Set(fields.flatMap(namesOf));
  const typed: Record<string, unknown> = Object.create(null);
  const faults: ValueFault[] = [];
  for (const name of standard) {
    if (envelope[name] !== undefined && names.has(name)) typed[name] = envelope[name];
  }
  for (const [name, value] of Object.entries(envelope.custom_fields)) {
    if (names.has(name) && name.startsWith('cf_')) typed[name] = value;
    else faults.push(faultAt(`custom_fields.${name}`, 'unknown_field'));
  }
  for (const field of fields) if (isText) readText(field, typed);
  const judged = fields.filter((field) => field.editable && !Object.hasOwn(known, field.name));
  const found = ticketFaults({ fields: judged }, typed);
  faults.push(...found.map(({ field, code }) => faultAt(pathOf(field), code)));
  const told = Object.entries(known).map(([name, value]) => [name, oneLine(value)] as const);
  return { values: new Map([...kept(judged, typed), ...told]), faults };
}

/** The values of fields, as a ticket keeps them: numbers as numbers, text clean, nothing where nothing was typed. */
export function kept(fields: readonly FormField[], typed: FormValues): TicketValues {
  const values = new Map<string, string | number | boolean>();
  for (const field of fields) {
    let offered = field.choices ?? [];
    for (const name of namesOf(field)) {
      const value = typed[name];
      if (isBlank(value) && field.kind !== 'checkbox') continue;
      const chosen = offered.find((choice) => `${choice.value}` === `${value}`);
      if (field.kind === 'choice' || field.kind === 'nested') {
        if (!chosen) break;
        values.set(name, chosen.value);
        offered = chosen.choices ?? [];
      } else if (field.kind === 'checkbox') values.set(name, value === true);
      else if (field.kind === 'number') values.set(name, Number(value));
      else if (field.kind === 'paragraph') values.set(name, manyLines(String(value)));
      else values.set(name, oneLine(String(value)));
    }
  }
  return values;
}

function namesOf(field: FormField): string[] {
  return [field.name, ...(field.levels ?? []).map((level) => level.name)];
}

function isIn(fields: readonly FormField[], name: string): boolean {
  return fields.some((field) => field.name === name);
}

/** A ticked box is the text `true`. */
function readText({ kind, name }: FormField, typed: Record<string, unknown>): void {
  if (kind !== 'checkbox') return;
  if (typed[name] === 'true') typed[name] = true;
  if (typed[name] === 'false') typed[name] = false;
}

function pathOf(name: string): string {
  return name.startsWith('cf_') ? `custom_fields.${name}` : name;
}

const messages: Readonly<Record<ValueFault['code'], string>> = {
  required: 'is required',
  not_text: 'must be text',
  too_long: 'is too long',
  not_an_email: 'must be an e-mail address',
  not_a_url: 'must be an address that begins with http:// or https://',
  not_a_number: 'must be a number',
  not_a_date: 'must be a day such as 2026-03-01',
  not_a_checkbox: 'must be true or false',
  not_a_choice: 'must be one of the choices',
  unknown_field: 'is no field that can be sent',
};

export function faultAt(path: string, code: ValueFault['code']): ValueFault {
  return { path, message: messages[code], code };
}
