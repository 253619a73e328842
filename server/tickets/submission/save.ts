import type { TicketAnswer } from '../../../contract/tickets.ts';
import type { Clock } from '../../clock.ts';
import type { Writing } from '../../store/store.ts';
import { escapeHtml } from '../escape.ts';
import type { Upload } from '../files/upload.ts';
import { newReference } from './reference.ts';
import type { TicketValues } from './values.ts';

export interface NewTicket {
  readonly site: number;
  readonly form: number | null;
  readonly requester: { name: string; email: string; isProven: boolean };
  readonly subject: string;
  readonly html: string;
  readonly plain: string;
  readonly type: string | null;
  readonly status: number;
  readonly priority: number;
  /** Freshdesk's number: 2 portal, 9 widget. */
  readonly source: number;
  readonly agent?: number | null;
  readonly tags?: readonly string[];
  readonly customFields: Readonly<Record<string, unknown>>;
  readonly page: string | null;
  readonly locale: string;
  /** On disk under their names for good. */
  readonly files: readonly Upload[];
}

/** What somebody typed into a form, as a ticket: what no form asked for has its usual value. */
export function ticketOf(
  values: TicketValues,
): Pick<NewTicket, 'subject' | 'html' | 'plain' | 'type' | 'status' | 'priority' | 'customFields'> {
  const text = (name: string) => String(values.get(name) ?? '');
  const plain = text('description');
  return {
    subject: text('subject'),
    html: `<div>${escapeHtml(plain).replaceAll('\n', '<br>')}</div>`,
    plain,
    type: values.has('type') ? text('type') : null,
    status: Number(values.get('status') ?? open),
    priority: Number(values.get('priority') ?? low),
    customFields: Object.fromEntries([...values].filter(([name]) => name.startsWith('cf_'))),
  };
}

/** Freshdesk's numbers. */
export const open = 2;
export const low = 1;

/** Stores a ticket. Its requester becomes a contact where there is none, one that opens nothing. */
export async function saveTicket(
  transaction: Writing,
  clock: Clock,
  ticket: NewTicket,
): Promise<TicketAnswer> {
  const now = clock();
  const email = ticket.requester.email.toLowerCase();
  const { id, reference } = await transaction
    .insertInto('ticket')
    .values({
      reference: await freeReference(transaction),
      site_id: ticket.site,
      form_id: ticket.form,
      requester_id: await contactOf(transaction, now, ticket.requester.name, email),
      requester_name: ticket.requester.name,
      requester_email: email,
      is_proven: ticket.requester.isProven ? 1 : 0,
      agent_id: ticket.agent ?? null,
      subject: ticket.subject,
      html: ticket.html,
      plain: ticket.plain,
      type: ticket.type,
      status: ticket.status,
      priority: ticket.priority,
      source: ticket.source,
      tags: JSON.stringify(ticket.tags ?? []),
      custom_fields: JSON.stringify(ticket.customFields),
      page: ticket.page,
      locale: ticket.locale,
      created_at: now,
      updated_at: now,
    })
    .returning(['id', 'reference'])
    .executeTakeFirstOrThrow();
  await saveFiles(transaction, now, { ticket: id, note: null }, ticket.files);
  return { id, reference };
}

/** Files of a ticket, or of a note in it. */
export async function saveFiles(
  transaction: Writing,
  now: number,
  { ticket, note }: { ticket: number; note: number | null },
  files: readonly Upload[],
): Promise<void> {
  for (const { name, size, content, storedAs } of files) {
    await transaction
      .insertInto('ticket_file')
      .values({
        ...{ ticket_id: ticket, note_id: note, name, size, type: content.type },
        ...{ stored_as: storedAs, created_at: now },
      })
      .execute();
  }
}

async function contactOf(
  transaction: Writing,
  now: number,
  name: string,
  email: string,
): Promise<number> {
  const known = await transaction
    .selectFrom('contact')
    .where('email', '=', email)
    .select('id')
    .executeTakeFirst();
  if (known) return known.id;
  const { id } = await transaction
    .insertInto('contact')
    .values({
      ...{ name, email, phone: null, language: null, tags: '[]', custom_fields: '{}' },
      ...{ unconfirmed: 1, created_at: now, updated_at: now },
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

async function freeReference(transaction: Writing): Promise<string> {
  for (;;) {
    const reference = newReference();
    const taken = await transaction
      .selectFrom('ticket')
      .where('reference', '=', reference)
      .select('id')
      .executeTakeFirst();
    if (!taken) return reference;
  }
}
