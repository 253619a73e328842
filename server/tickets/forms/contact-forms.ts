import type {
  ContactForms,
  FormChoice,
  FormField,
  TicketForm,
} from '../../../contract/ticket-form.ts';
import type { Widget } from '../../sites/find.ts';
import type { Store } from '../../store/store.ts';
import type { Viewer } from '../../visibility/viewer.ts';
import { allFields, type StoredChoice, type TicketField } from './fields.ts';
import { allForms, type StoredForm } from './forms.ts';
import { isCustom, kindOf } from './kinds.ts';
import { type StandardTexts, standardLabel, standardTexts } from './standard-texts.ts';

export interface FormsCall {
  readonly widget: Pick<Widget, 'site' | 'form' | 'attachmentLimits' | 'contact'>;
  readonly viewer: Viewer;
  /** Best first, in lower case. */
  readonly languages: readonly string[];
}

/** What a widget's viewers may write to support with. Depends on nothing of a viewer but {@link standingOf}. */
export interface OfferedForms {
  /** Null where the widget is switched off, or is for readers and the viewer is none. */
  of(call: FormsCall): Promise<ContactForms | null>;
  /** Names everything of a viewer that `of` looks at, for memories. */
  standingOf(viewer: Viewer): string;
}

/** Always asked for, in this order, wherever a form does not say another one. */
const always = ['name', 'email', 'subject', 'description'];

export function openOfferedForms(store: Store): OfferedForms {
  return {
    standingOf: (viewer) => (viewer.kind === 'reader' ? 'reader' : 'anonymous'),

    async of({ widget, viewer, languages }) {
      const { form: settings, contact, site, attachmentLimits } = widget;
      const isReader = viewer.kind === 'reader';
      if (settings === null || (contact === 'readers' && !isReader)) return null;
      const [fields, stored] = await Promise.all([allFields(store.read), allForms(store.read)]);
      const ofSite = stored.filter((form) => form.site_id === site);
      const named = settings.forms.flatMap((id) => ofSite.filter((form) => form.id === id));
      const offered = named.length > 0 ? named : ofSite.slice(0, 1);
      return {
        forms: offered.map((form) => present(form, settings.fields, fields, languages, isReader)),
        attachments: settings.attachments ? attachmentLimits : null,
        screenshot: settings.attachments && settings.screenshot,
      };
    },
  };
}

function present(
  form: StoredForm,
  further: readonly string[],
  fields: readonly TicketField[],
  languages: readonly string[],
  isReader: boolean,
): TicketForm {
  const standard = standardTexts(languages);
  const names = [...form.fields, ...further];
  const missing = always.filter((name) => !names.includes(name));
  const shown = [...new Set([...missing, ...names])];
  return {
    id: form.id,
    title: inLanguage(languages, (code) => titleIn(form, code)) ?? form.title ?? standard.title,
    fields: shown.flatMap((name) => presentField(name, fields, languages, standard, isReader)),
  };
}

function titleIn(form: StoredForm, language: string): string | undefined {
  const locale = Object.keys(form.titles).find((code) => code.toLowerCase() === language);
  return locale && form.titles[locale];
}

/** None for a field that has gone since, or that is for agents alone. */
function presentField(
  name: string,
  fields: readonly TicketField[],
  languages: readonly string[],
  standard: StandardTexts,
  isReader: boolean,
): FormField[] {
  if (name === 'name' || name === 'email') {
    const kind = name === 'name' ? 'text' : 'email';
    // Who proved who they are is taken at their token's word.
    return [{ name, kind, label: standard[name], required: true, editable: !isReader }];
  }
  const field = fields.find((candidate) => candidate.name === name);
  if (!field || field.displayed_to_customers === 0 || name === 'requester') return [];
  return [formFieldOf(field, languages, standard)];
}

/** A field as its readers see it. */
export function formFieldOf(
  field: TicketField,
  languages: readonly string[],
  standard: StandardTexts = standardTexts(languages),
): FormField {
  const kind = kindOf(field.type);
  const own = inLanguage(languages, (code) => field.translations[code]?.label_for_customers);
  const isEditable = field.customers_can_edit === 1;
  const usual = isCustom(field.type) ? undefined : standard.choices;
  const labelOf = (value: string, label: string) =>
    inLanguage(languages, (code) => textOf(field.translations[code]?.choices, value)) ??
    usual?.get(label) ??
    label;
  return {
    name: field.name,
    kind,
    label: own ?? field.label_for_customers ?? standardLabel(standard, field.name) ?? field.label,
    required: isEditable && field.required_for_customers === 1,
    editable: isEditable,
    ...((kind === 'choice' || kind === 'nested') && {
      choices: presentChoices(field.choices, labelOf),
    }),
    ...(kind === 'nested' && {
      levels: field.levels.map((level) => ({
        name: level.name,
        label:
          inLanguage(languages, (code) => textOf(field.translations[code]?.levels, level.name)) ??
          level.label_for_customers,
      })),
    }),
  };
}

function presentChoices(
  choices: readonly StoredChoice[],
  labelOf: (value: string, label: string) => string,
): FormChoice[] {
  return choices.map(({ value, label, choices: below }) => ({
    value,
    label: labelOf(String(value), label),
    ...(below && { choices: presentChoices(below, labelOf) }),
  }));
}

/** Choices may be called anything, `constructor` too. */
function textOf(texts: Record<string, string> | undefined, name: string): string | undefined {
  return texts && Object.hasOwn(texts, name) ? texts[name] : undefined;
}

/** The first text that there is, the best language first. */
function inLanguage(
  languages: readonly string[],
  textIn: (language: string) => string | undefined,
): string | undefined {
  for (const language of languages) {
    const text = textIn(language);
    if (text !== undefined) return text;
  }
  return undefined;
}
