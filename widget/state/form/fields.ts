import {
  type FieldFault,
  type FormChoice,
  type FormField,
  isBlank,
  type TicketForm,
  ticketFaults,
} from '../../../contract/ticket-form.ts';
import type { FormValue, FormWishes } from '../form-journal.ts';

/** What a reader types, picks or ticks. A choice is its value as text. */
export type Typed = string | boolean;

/** What the reader changed, by field. What they never touched is not in it. */
export type Draft = ReadonlyMap<string, Typed>;

/** A field as it stands on the screen. A nested field is one of these for each level that is open. */
export interface ShownField {
  readonly name: string;
  readonly kind: Exclude<FormField['kind'], 'nested'>;
  readonly label: string;
  readonly isRequired: boolean;
  readonly value: Typed;
  /** It may be read but not changed: the reader's own name and address, or by wish of site or page. */
  readonly isLocked: boolean;
  readonly choices: readonly FormChoice[];
}

interface Parts {
  form: Pick<TicketForm, 'fields'>;
  wishes: FormWishes;
  draft: Draft;
  /** Who is signed in; the server takes their name and address whatever the form says. */
  reader: { name: string; email: string } | null;
}

/** The fields that the reader sees, in their order. */
export function shownFields(parts: Parts): ShownField[] {
  const { form, wishes } = parts;
  return form.fields
    .filter(({ name }) => !wishes.hidden.has(name))
    .flatMap((field) => levelsOf(field, parts));
}

/** Everything that will be sent, blank fields left out. Hidden fields are sent too. */
export function valuesToSend(parts: Parts): Map<string, Typed> {
  const fields = parts.form.fields.flatMap((field) => levelsOf(field, parts));
  return new Map(
    fields.filter(({ value }) => !isBlank(value)).map(({ name, value }) => [name, value]),
  );
}

/** What is wrong with the fields that the reader sees, judged as the server will. */
export function faultsOf(parts: Parts): FieldFault[] {
  const { form, wishes } = parts;
  const fields = form.fields.filter(({ name }) => !wishes.hidden.has(name));
  return ticketFaults({ fields }, Object.fromEntries(valuesToSend(parts)));
}

function levelsOf(field: FormField, parts: Parts): ShownField[] {
  const shown: ShownField[] = [];
  let offered = field.choices ?? [];
  for (const { name, label } of [field, ...(field.levels ?? [])]) {
    if (shown.length > 0 && offered.length === 0) break;
    const choices = offered.filter((choice) => !parts.wishes.hidesChoice(name, choice));
    const value = standingIn({ ...field, name }, choices, parts);
    shown.push({
      name,
      kind: field.kind === 'nested' ? 'choice' : field.kind,
      label,
      isRequired: field.required,
      value,
      isLocked: isLocked({ ...field, name }, parts),
      choices,
    });
    offered = choices.find((choice) => `${choice.value}` === value)?.choices ?? [];
  }
  return shown;
}

/** The reader's own words win over the page's, unless the page has made the field one to read only. */
function standingIn(field: FormField, choices: readonly FormChoice[], parts: Parts): Typed {
  const { wishes, draft } = parts;
  const own = ownOf(field, parts);
  if (own !== undefined) return own;
  const given = wishes.identify.get(field.name) ?? wishes.prefill.get(field.name);
  const typed = draft.get(field.name);
  const isPagesTurn = typed === undefined || (given !== undefined && isLocked(field, parts));
  return asTyped(field, choices, isPagesTurn ? given : typed);
}

function isLocked(field: FormField, parts: Parts): boolean {
  const isOwn = ownOf(field, parts) !== undefined;
  return isOwn || !field.editable || parts.wishes.disabled.has(field.name);
}

function ownOf({ name }: FormField, { reader }: Parts): string | undefined {
  return name === 'name' || name === 'email' ? reader?.[name] : undefined;
}

/** As a control holds it; what is not on offer is not chosen. */
function asTyped(
  { kind }: FormField,
  choices: readonly FormChoice[],
  given: FormValue = '',
): Typed {
  const text = `${given}`;
  if (kind === 'checkbox') return text === 'true' || text === '1';
  if (kind !== 'choice' && kind !== 'nested') return text;
  const chosen =
    choices.find(({ value }) => `${value}` === text) ??
    choices.find(({ label }) => folded(label) === folded(text));
  return chosen ? `${chosen.value}` : '';
}

/** How labels are compared: the same letters, however they are composed and whatever their case. */
function folded(text: string): string {
  return text.normalize().trim().toLowerCase();
}
