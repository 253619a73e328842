import { freshdeskTime } from '../../http/freshdesk.ts';
import type { StoredChoice, TicketField } from './fields.ts';
import { isCustom } from './kinds.ts';
import { standardLabel, standardTexts } from './standard-texts.ts';

// Fields as Freshdesk's `/ticket_fields` and `/admin/ticket_fields` answer them.

/** Freshdesk calls the type of a ticket by another name here than in tickets. */
const otherNames: Readonly<Record<string, string>> = { type: 'ticket_type' };

const english = standardTexts(['en']);

export function presentField(field: TicketField) {
  return {
    ...shared(field),
    description: field.label,
    portal_cc: false,
    choices: listedChoices(field),
    ...(field.type === 'nested_field' && {
      nested_ticket_fields: field.levels.map((level, at) => ({
        name: level.name,
        label: level.label,
        label_in_portal: level.label_for_customers,
        level: at + 2,
      })),
    }),
  };
}

export function presentAdminField(field: TicketField) {
  return {
    ...shared(field),
    choices: presentChoices(field.choices),
    ...(field.type === 'nested_field' && {
      dependent_fields: field.levels.map((level, at) => ({ ...level, level: at + 2 })),
    }),
    translations: Object.fromEntries(
      Object.entries(field.translations).map(([locale, { levels, ...texts }]) => [
        locale,
        { ...texts, ...(levels && { dependent_fields: levels }) },
      ]),
    ),
  };
}

function shared(field: TicketField) {
  return {
    id: field.id,
    name: otherNames[field.name] ?? field.name,
    label: field.label,
    label_for_customers:
      field.label_for_customers ?? standardLabel(english, field.name) ?? field.label,
    type: field.type,
    position: field.position,
    default: !isCustom(field.type),
    required_for_agents: field.required_for_agents === 1,
    required_for_closure: field.required_for_closure === 1,
    required_for_customers: field.required_for_customers === 1,
    displayed_to_customers: field.displayed_to_customers === 1,
    customers_can_edit: field.customers_can_edit === 1,
    created_at: freshdeskTime(field.created_at),
    updated_at: freshdeskTime(field.updated_at),
  };
}

function presentChoices(choices: readonly StoredChoice[]): object[] {
  return choices.map(({ value, label, choices: below }, at) => ({
    ...{ value, label, position: at + 1 },
    ...(below && { choices: presentChoices(below) }),
  }));
}

/** Each kind of list has a shape of its own in Freshdesk's answer. */
function listedChoices({ type, choices }: TicketField): object {
  switch (type) {
    case 'default_priority':
      return Object.fromEntries(choices.map(({ value, label }) => [label, value]));
    case 'default_status':
      return Object.fromEntries(choices.map(({ value, label }) => [value, [label, label]]));
    case 'nested_field':
      return nestedChoices(choices);
    default:
      return choices.map(({ value }) => value);
  }
}

function nestedChoices(choices: readonly StoredChoice[]): object {
  return Object.fromEntries(
    choices.map(({ value, choices: below = [] }) => [
      value,
      below.some((choice) => choice.choices)
        ? nestedChoices(below)
        : below.map((choice) => choice.value),
    ]),
  );
}
