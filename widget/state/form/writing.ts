import type { TicketForm } from '../../../contract/ticket-form.ts';
import type { ServerFault } from '../../api/tickets.ts';
import type { FormWishes } from '../form-journal.ts';
import { batch, computed, type ReadonlySignal, signal } from '../signals.ts';
import {
  type Draft,
  faultsOf,
  type ShownField,
  shownFields,
  type Typed,
  valuesToSend,
} from './fields.ts';

/** What is wrong with a field: a code of the contract mostly, and the server's own words where it has none. */
export interface ShownFault {
  readonly field: string;
  readonly label: string;
  readonly code: string | undefined;
  readonly message: string;
}

/** What is typed into a form, and what is wrong with it. */
export interface Writing {
  /** The fields that the reader sees. */
  readonly fields: ReadonlySignal<readonly ShownField[]>;
  /** None before the first try to send; after that as they are now. */
  readonly faults: ReadonlySignal<readonly ShownFault[]>;
  type(field: string, value: Typed): void;
  /** Whether the reader has changed this field. */
  isTouched(field: string): boolean;
  /** Shows what is wrong from now on. @returns whether nothing is. */
  check(): boolean;
  /** What the server found; each fault stays until its field is changed or the next try. */
  refuse(faults: readonly ServerFault[]): void;
  values(): ReadonlyMap<string, Typed>;
  clear(): void;
}

export function startWriting(parts: {
  form: ReadonlySignal<TicketForm | null>;
  wishes: ReadonlySignal<FormWishes>;
  reader: ReadonlySignal<{ name: string; email: string } | null>;
}): Writing {
  const draft = signal<Draft>(new Map());
  const isChecked = signal(false);
  /** What the server refused, with the value that it refused. */
  const refused = signal<readonly { fault: ServerFault; value: Typed | undefined }[]>([]);

  const whole = computed(() => ({
    form: parts.form.value ?? { fields: [] },
    wishes: parts.wishes.value,
    draft: draft.value,
    reader: parts.reader.value,
  }));
  const fields = computed(() => shownFields(whole.value));

  const faults = computed(() => {
    if (!isChecked.value) return [];
    const own = faultsOf(whole.value).map(({ field, code }) => shownFault(field, code, ''));
    const values = valuesToSend(whole.value);
    const theirs = refused.value
      .filter(({ fault, value }) => values.get(fault.path) === value)
      .filter(({ fault }) => !own.some(({ field }) => field === fault.path))
      .map(({ fault: { path, code, message } }) => shownFault(path, code, message));
    return [...own, ...theirs];
  });

  function shownFault(field: string, code: string | undefined, message: string): ShownFault {
    const label = fields.value.find(({ name }) => name === field)?.label ?? '';
    return { field, label, code, message };
  }

  return {
    fields,
    faults,
    type(field, value) {
      draft.value = new Map(draft.peek()).set(field, value);
    },
    isTouched: (field) => draft.peek().has(field),
    check() {
      isChecked.value = true;
      refused.value = [];
      return faultsOf(whole.peek()).length === 0;
    },
    refuse(found) {
      const values = valuesToSend(whole.peek());
      refused.value = found.map((fault) => {
        const path = fault.path.replace(/^custom_fields[.[]/, '').replace(/]$/, '');
        return { fault: { ...fault, path }, value: values.get(path) };
      });
    },
    values: () => valuesToSend(whole.peek()),
    clear() {
      batch(() => {
        draft.value = new Map();
        isChecked.value = false;
        refused.value = [];
      });
    },
  };
}
