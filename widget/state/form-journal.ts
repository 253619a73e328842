import { formIdIn } from './opening.ts';

/**
 * What the page has asked of the contact form. The loader enters each call of a form command into one journal,
 * in order, whether or not the form has been loaded; nothing of an entry is believed, and what makes no sense
 * in it is passed over.
 */

/**
 * A call as the page made it, e.g. `['prefill', 'ticketForm', {subject: 'Hello'}, {formId: 7}]`. The widget
 * itself enters `['forget', 'ticketForm']` where somebody else sits down.
 */
export type FormEntry = readonly unknown[];

/** A value that a page may put into a field. */
export type FormValue = string | number | boolean;

/** What the page wants of one form, as of now. Custom fields go by their bare name, `cf_page`. */
export interface FormWishes {
  /** Values by field, hidden fields among them. Never the fields of `identify`. */
  readonly prefill: ReadonlyMap<string, FormValue>;
  /** The requester's fields, which change even where they are disabled. `''` empties a field. */
  readonly identify: ReadonlyMap<string, FormValue>;
  readonly hidden: ReadonlySet<string>;
  readonly hidesAttachments: boolean;
  /** Fields that can be read but not changed. */
  readonly disabled: ReadonlySet<string>;
  /** How often the form was emptied: what was typed before the last time is gone. */
  readonly cleared: number;
  /** Whether a choice of a field must not be offered, by its value or by its label. */
  hidesChoice(field: string, choice: { value: string | number; label: string }): boolean;
}

const standardFields = [
  ...['name', 'email', 'subject', 'description', 'type', 'priority', 'status'],
  ...['group_id', 'product_id'],
];

/** Folds the journal for the form with this id. Entries without a `formId` speak of every form. */
export function wishesFor(journal: readonly FormEntry[], form: number): FormWishes {
  const prefill = new Map<string, FormValue>();
  const identify = new Map<string, FormValue>();
  const hidden = new Set<string>();
  const disabled = new Set<string>();
  const choices = new Set<string>();
  let cleared = 0;

  function forget(): void {
    prefill.clear();
    identify.clear();
  }

  function take([command, , what]: FormEntry): void {
    switch (command) {
      case 'prefill':
      case 'open':
        for (const [field, value] of fieldsOf(what)) {
          if (!isValue(value)) continue;
          identify.delete(field);
          prefill.set(field, value);
        }
        break;
      case 'identify':
        for (const [field, value] of fieldsOf(what)) {
          prefill.delete(field);
          identify.set(field, isValue(value) ? value : '');
        }
        break;
      case 'clear':
        forget();
        cleared++;
        break;
      case 'forget':
        forget();
        break;
      case 'hide':
        for (const field of namesIn(what)) hidden.add(field);
        break;
      case 'disable':
        for (const field of namesIn(what)) disabled.add(field);
        break;
      case 'hideChoices':
        for (const [field, offered] of fieldsOf(what)) {
          for (const choice of listOf(offered)) {
            if (isValue(choice)) choices.add(choiceKey(field, choice));
          }
        }
        break;
    }
  }

  for (const entry of journal) {
    try {
      if (entry[1] === 'ticketForm' && speaksOf(entry, form)) take(entry);
    } catch {
      // An argument whose properties cannot even be read.
    }
  }

  return {
    ...{ prefill, identify, hidden, disabled, cleared },
    hidesAttachments: hidden.has('attachment-container'),
    hidesChoice: (field, { value, label }) =>
      choices.has(choiceKey(field, value)) || choices.has(choiceKey(field, label)),
  };
}

function speaksOf([command, , what, target]: FormEntry, form: number): boolean {
  const named = formIdIn(target) ?? (command === 'open' ? formIdIn(what) : undefined);
  return named === undefined || named === form;
}

/** The standard fields that are named in it, and the custom ones by their bare names. */
function* fieldsOf(what: unknown): Generator<[field: string, value: unknown]> {
  if (typeof what !== 'object' || what === null) return;
  for (const [field, value] of Object.entries(what)) {
    if (standardFields.includes(field)) yield [field, value];
    if (field === 'custom_fields') yield* Object.entries(Object(value));
  }
}

/** A name alone counts as a list of one. */
function namesIn(what: unknown): string[] {
  return listOf(what).flatMap((name) =>
    typeof name === 'string' ? name.trim().replace(/^custom_fields\./, '') : [],
  );
}

function listOf(what: unknown): readonly unknown[] {
  return Array.isArray(what) ? what : [what];
}

function isValue(value: unknown): value is FormValue {
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** One letter with its accent and the two of them apart are the same label. */
function choiceKey(field: string, choice: FormValue): string {
  return `${field}\n${choice}`.normalize().trim();
}
