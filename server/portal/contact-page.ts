import { z } from 'zod';
import type { ContactPage } from '../../contract/portal.ts';
import {
  type ContactForms,
  type FieldFault,
  type FormField,
  type FormValues,
  ticketFaults,
} from '../../contract/ticket-form.ts';
import { notFound, Refusal } from '../http/problem.ts';
import { attachmentLimits, widgetForm } from '../sites/find.ts';
import type { Tickets } from '../tickets/tickets.ts';
import { addressesIn } from './addresses.ts';
import { type Draft, inEveryLanguage } from './draft.ts';
import type { PortalCall } from './portal-call.ts';

/** @throws Refusal `not_found` where the viewer may not write */
export async function offeredTo({ offered }: Tickets, call: PortalCall): Promise<ContactForms> {
  const { contact, id } = call.site;
  if (contact === 'nobody') throw notFound();
  const widget = {
    ...{ site: id, contact, form: widgetForm.parse({}) },
    attachmentLimits: attachmentLimits.parse({}),
  };
  const forms = await offered.of({ widget, viewer: call.viewer, languages: call.languages });
  if (!forms || forms.forms.length === 0) throw notFound();
  return forms;
}

/** What is shown in a form beside its fields. */
interface Typed {
  form: number | undefined;
  key: string;
  values?: FormValues;
  faults?: FieldFault[];
  problem?: ContactPage['problem'];
  status?: number;
}

/** The form, with what was typed into it before. */
export function draftContact(call: PortalCall, offered: ContactForms, typed: Typed): Draft {
  const { contact } = addressesIn(call.site, call.locale);
  const form = offered.forms.find(({ id }) => id === typed.form) ?? offered.forms[0];
  if (!form) throw notFound();
  const { viewer } = call;
  const own = viewer.kind === 'reader' ? { name: viewer.name, email: viewer.email } : {};
  return {
    content: {
      kind: 'contact',
      action: contact,
      form: {
        ...form,
        fields: form.fields.map((field) => ({
          ...field,
          editable: field.editable && !Object.hasOwn(own, field.name),
        })),
      },
      forms:
        offered.forms.length < 2
          ? []
          : offered.forms.map(({ id, title }) => ({
              ...{ title, href: `${contact}?form=${id}`, isCurrent: id === form.id },
            })),
      values: { ...typed.values, ...own },
      faults: typed.faults ?? [],
      problem: typed.problem ?? null,
      attachments: offered.attachments,
      key: typed.key,
    },
    ...{ title: null, description: null, sections: null, open: null },
    addresses: inEveryLanguage(call, '/contact'),
    ...(typed.status !== undefined && { status: typed.status }),
  };
}

/** The form with what was typed and what is wrong with it. @throws whatever no form can say */
export async function draftAgain(
  tickets: Tickets,
  call: PortalCall,
  { body, key, error }: { body: Record<string, unknown>; key: string; error: unknown },
): Promise<Draft> {
  if (!(error instanceof Refusal)) throw error;
  const isLimited = error.code === 'rate_limited';
  if (error.code !== 'input_invalid' && !isLimited) throw error;
  const offered = await offeredTo(tickets, call);
  const form = offered.forms.find(({ id }) => String(id) === body['formId']) ?? offered.forms[0];
  const values = valuesIn(form?.fields ?? [], body);
  const faults = isLimited ? [] : ticketFaults({ fields: form?.fields ?? [] }, values);
  return draftContact(call, offered, {
    ...{ form: form?.id, key, values, faults },
    problem: isLimited ? 'limited' : faults.length === 0 ? 'files' : null,
    status: isLimited ? 429 : 422,
  });
}

/** What was typed into the fields of a form; a ticked box is the text `true`. */
function valuesIn(fields: readonly FormField[], body: Record<string, unknown>): FormValues {
  const custom = z.record(z.string(), z.unknown()).safeParse(body['custom_fields']).data ?? {};
  const typed = { ...body, ...custom };
  return Object.fromEntries(
    fields
      .flatMap((field) => [field, ...(field.levels ?? []).map(({ name }) => ({ ...field, name }))])
      .map(({ name, kind }) => [name, kind === 'checkbox' ? typed[name] === 'true' : typed[name]]),
  );
}
