import type { FieldKind } from '../../../contract/ticket-form.ts';

/** The kinds of custom fields by Freshdesk's names, and what each is in a form. */
export const customKinds = {
  custom_text: 'text',
  custom_paragraph: 'paragraph',
  custom_number: 'number',
  custom_date: 'date',
  custom_checkbox: 'checkbox',
  custom_dropdown: 'choice',
  nested_field: 'nested',
  custom_url: 'url',
} as const satisfies Record<string, FieldKind>;

export type CustomType = keyof typeof customKinds;

const standardKinds: Readonly<Record<string, FieldKind>> = {
  default_subject: 'text',
  default_description: 'paragraph',
  default_ticket_type: 'choice',
  default_priority: 'choice',
  default_status: 'choice',
};

/** @throws for the requester, who is two fields. */
export function kindOf(type: string): FieldKind {
  const kind = isCustom(type) ? customKinds[type] : standardKinds[type];
  if (!kind) throw new Error(`A ticket field of type ${type} has no kind.`);
  return kind;
}

export function isCustom(type: string): type is CustomType {
  return Object.hasOwn(customKinds, type);
}
