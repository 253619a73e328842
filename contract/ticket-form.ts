/**
 * What a ticket form consists of, and when what somebody typed into it is right. The browser and the server
 * judge by {@link ticketFaults} alone, so that neither lets through what the other refuses.
 */

/** What kind of value a field takes. */
export type FieldKind =
  | 'text'
  | 'paragraph'
  | 'email'
  | 'url'
  /** A number, or text that reads as one: `3`, `-0.5`. */
  | 'number'
  /** A day, `2026-03-01`. */
  | 'date'
  | 'checkbox'
  /** One of `choices`. */
  | 'choice'
  /** One of `choices`, each of which may open a further field; see {@link FormField.levels}. */
  | 'nested';

/** A field of a form, in the language that was asked for. */
export interface FormField {
  /** A standard field's name (`subject`), or a custom one's with its prefix (`cf_page`). Unique in the form. */
  name: string;
  kind: FieldKind;
  label: string;
  required: boolean;
  /** False where the person who asks may see it but not change it. */
  editable: boolean;
  /** Of `choice` and `nested`. */
  choices?: FormChoice[];
  /** Of `nested`: the fields of the second and third level, whose choices are those of the choice above. */
  levels?: { name: string; label: string }[];
}

export interface FormChoice {
  /** What is stored and sent: text, or Freshdesk's number of a priority or a status. */
  value: string | number;
  label: string;
  /** Of a nested choice: what the next level offers. */
  choices?: FormChoice[];
}

/** One ticket form as the widget shows it. */
export interface TicketForm {
  id: number;
  /** Heading of the form. */
  title: string;
  /** In the order in which they are shown; `name`, `email`, `subject` and `description` among them. */
  fields: FormField[];
}

/** What a viewer may write to support with. */
export interface ContactForms {
  /** The first is the one that opens where no `formId` is named. At least one. */
  forms: TicketForm[];
  /** Null where this widget takes no files. */
  attachments: AttachmentLimits | null;
  /** Whether the reader may attach a picture of the page. */
  screenshot: boolean;
}

export interface AttachmentLimits {
  /** Of all files together, in bytes. */
  totalBytes: number;
  files: number;
  /** Endings of file names without the dot, lower case; empty where any but the dangerous ones may come. */
  extensions: string[];
}

/** What was typed: standard fields by name, custom ones as well, without `custom_fields` around them. */
export type FormValues = Readonly<Record<string, unknown>>;

/** Why a value is not right. Stable: the words for each are with whoever shows them. */
export type FieldFaultCode =
  | 'required'
  | 'not_text'
  | 'too_long'
  | 'not_an_email'
  | 'not_a_url'
  | 'not_a_number'
  | 'not_a_date'
  | 'not_a_checkbox'
  | 'not_a_choice';

export interface FieldFault {
  field: string;
  code: FieldFaultCode;
}

/** The most that a field may hold, in UTF-16 units. */
export const FieldLengths = { text: 255, paragraph: 65_535, email: 254, url: 2_048 } as const;

const emailForm = /^[^\s@<>()",;:\\]+@[^\s@.<>()",;:\\]+(\.[^\s@.<>()",;:\\]+)+$/;
const dayForm = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Every fault of what was typed, in the order of the fields; empty where all is right.
 * Blank text counts as nothing. Fields that the form does not have are none of its business.
 */
export function ticketFaults(form: Pick<TicketForm, 'fields'>, values: FormValues): FieldFault[] {
  return form.fields.flatMap((field) => {
    if (field.kind === 'nested') return nestedFaults(field, values);
    const code = faultOf(field, values[field.name]);
    return code ? [{ field: field.name, code }] : [];
  });
}

/** Whether nothing was typed: absent, null, blank text. An unticked box says nothing either. */
export function isBlank(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === false ||
    (typeof value === 'string' && value.trim() === '')
  );
}

function faultOf(field: FormField, value: unknown): FieldFaultCode | undefined {
  const { kind, required, choices = [] } = field;
  if (kind === 'checkbox') {
    if (!isBlank(value) && value !== true) return 'not_a_checkbox';
    return required && value !== true ? 'required' : undefined;
  }
  if (isBlank(value)) return required ? 'required' : undefined;
  switch (kind) {
    case 'choice':
    case 'nested':
      return choices.some((choice) => `${choice.value}` === `${value}`)
        ? undefined
        : 'not_a_choice';
    case 'number':
      return Number.isFinite(numberOf(value)) ? undefined : 'not_a_number';
    case 'date':
      return isDay(value) ? undefined : 'not_a_date';
    default:
      return textFault(kind, value);
  }
}

function textFault(
  kind: 'text' | 'paragraph' | 'email' | 'url',
  value: unknown,
): FieldFaultCode | undefined {
  if (typeof value !== 'string') return 'not_text';
  const text = value.trim();
  if (text.length > FieldLengths[kind]) return 'too_long';
  if (kind === 'email') return emailForm.test(text) ? undefined : 'not_an_email';
  if (kind === 'url') return /^https?:\/\/[^\s/]/i.test(text) ? undefined : 'not_a_url';
  return undefined;
}

/** A level is asked for where the choice above it opens one. */
function nestedFaults(field: FormField, values: FormValues): FieldFault[] {
  const faults: FieldFault[] = [];
  let offered = field.choices ?? [];
  for (const { name } of [field, ...(field.levels ?? [])]) {
    if (offered.length === 0) break;
    const value = values[name];
    const code = faultOf({ ...field, name, choices: offered }, value);
    if (code) faults.push({ field: name, code });
    offered = offered.find((choice) => `${choice.value}` === `${value}`)?.choices ?? [];
  }
  return faults;
}

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? Number(value) : Number.NaN;
}

function isDay(value: unknown): boolean {
  if (typeof value !== 'string' || !dayForm.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
