import type { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { wrongValue } from '../../http/fault.ts';
import { notFound } from '../../http/problem.ts';
import { queueMail } from '../../mail/outbox.ts';
import type { Row } from '../../store/schema.ts';
import type { Writing } from '../../store/store.ts';
import { confirmationOf } from '../confirmation.ts';
import { escapeHtml } from '../escape.ts';
import { oneLine } from '../files/names.ts';
import type { Upload } from '../files/upload.ts';
import { low, open, saveFiles, saveTicket } from '../submission/save.ts';
import type { newTicket, ticketChange } from './input.ts';

/** HTML as it may be stored, and the same as text. */
export interface Text {
  readonly html: string;
  readonly plain: string;
}

interface JudgedFields {
  readonly values: Readonly<Record<string, unknown>>;
  readonly removed: readonly string[];
}

/** A ticket that an agent writes down for somebody. @returns its id */
export async function createTicket(
  transaction: Writing,
  clock: Clock,
  input: z.output<typeof newTicket>,
  more: { fields: JudgedFields; text: Text; files: readonly Upload[] },
): Promise<number> {
  const { fields, text, files } = more;
  await checkAgent(transaction, input.responder_id);
  const site = await transaction
    .selectFrom('site')
    .select(['id', 'primary_locale'])
    .orderBy('id')
    .executeTakeFirstOrThrow();
  const { id } = await saveTicket(transaction, clock, {
    ...{ site: site.id, form: null, ...text, files },
    requester: { ...(await requesterIn(transaction, input)), isProven: false },
    subject: oneLine(input.subject),
    type: input.type ?? null,
    status: input.status ?? open,
    priority: input.priority ?? low,
    source: input.source ?? 2,
    agent: input.responder_id ?? null,
    tags: input.tags ?? [],
    customFields: fields.values,
    page: null,
    locale: site.primary_locale,
  });
  return id;
}

async function requesterIn(
  transaction: Writing,
  { name, email, requester_id: id }: z.output<typeof newTicket>,
): Promise<{ name: string; email: string }> {
  if (id === undefined) {
    const address = (email ?? '').toLowerCase();
    return { name: oneLine(name ?? address), email: address };
  }
  const contact = await transaction
    .selectFrom('contact')
    .where('id', '=', id)
    .select(['name', 'email'])
    .executeTakeFirst();
  if (!contact) throw wrongValue('requester_id', 'is no contact');
  return contact;
}

/** What is not named stays as it is. @throws Refusal `not_found` */
export async function updateTicket(
  transaction: Writing,
  clock: Clock,
  id: number,
  change: z.output<typeof ticketChange>,
  { fields, text }: { fields: JudgedFields; text: Text | null },
): Promise<void> {
  const ticket = await ticketWith(transaction, id);
  await checkAgent(transaction, change.responder_id);
  const before: Record<string, unknown> = JSON.parse(ticket.custom_fields);
  const custom = { ...before, ...fields.values };
  for (const name of fields.removed) delete custom[name];
  const { subject, type, status, priority, source, responder_id: agent, tags } = change;
  await transaction
    .updateTable('ticket')
    .set({
      custom_fields: JSON.stringify(custom),
      updated_at: clock(),
      ...(subject !== undefined && { subject: oneLine(subject) }),
      ...(text && { html: text.html, plain: text.plain }),
      ...(type !== undefined && { type }),
      ...(status !== undefined && { status }),
      ...(priority !== undefined && { priority }),
      ...(source !== undefined && { source }),
      ...(agent !== undefined && { agent_id: agent }),
      ...(tags !== undefined && { tags: JSON.stringify(tags) }),
    })
    .where('id', '=', id)
    .execute();
}

/** @returns the files that nothing refers to now. @throws Refusal `not_found` */
export async function deleteTicket(transaction: Writing, id: number): Promise<string[]> {
  await ticketWith(transaction, id);
  const files = await transaction
    .selectFrom('ticket_file')
    .where('ticket_id', '=', id)
    .select('stored_as')
    .execute();
  await transaction.deleteFrom('ticket').where('id', '=', id).execute();
  return files.map((file) => file.stored_as);
}

/** A reply goes out by mail, with its files; a note stays. @returns its id. @throws Refusal `not_found` */
export async function addNote(
  transaction: Writing,
  clock: Clock,
  host: string,
  note: {
    ticket: number;
    agent: number;
    text: Text;
    files: readonly Upload[];
    kind: 'reply' | 'private' | 'public';
  },
): Promise<number> {
  const { agent, text, files, kind } = note;
  const now = clock();
  const ticket = await ticketWith(transaction, note.ticket);
  await checkAgent(transaction, agent, 'user_id');
  const { id } = await transaction
    .insertInto('ticket_note')
    .values({
      ...{ ticket_id: ticket.id, agent_id: agent, ...text, created_at: now, updated_at: now },
      is_reply: kind === 'reply' ? 1 : 0,
      is_private: kind === 'private' ? 1 : 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await saveFiles(transaction, now, { ticket: ticket.id, note: id }, files);
  await transaction
    .updateTable('ticket')
    .set({ updated_at: now })
    .where('id', '=', ticket.id)
    .execute();
  if (kind === 'reply') await queueReply(transaction, clock, host, ticket, text, files);
  return id;
}

async function queueReply(
  transaction: Writing,
  clock: Clock,
  host: string,
  ticket: Row<'ticket'>,
  { html, plain }: Text,
  files: readonly Upload[],
): Promise<void> {
  const { name } = await transaction
    .selectFrom('site')
    .where('id', '=', ticket.site_id)
    .select('name')
    .executeTakeFirstOrThrow();
  const confirmation = await transaction
    .selectFrom('mail')
    .where('about', '=', confirmationOf(ticket.reference))
    .select('message_id')
    .executeTakeFirst();
  const language = escapeHtml(ticket.locale);
  await queueMail(transaction, clock, host, {
    about: `ticket ${ticket.reference}: reply`,
    sender: name,
    to: { name: ticket.requester_name, email: ticket.requester_email },
    subject: `Re: [${ticket.reference}] ${ticket.subject}`,
    plain: `${plain}\n`,
    html: `<!doctype html><html lang="${language}"><body>${html}</body></html>`,
    isAutomatic: false,
    inReplyTo: confirmation?.message_id ?? null,
    files: files.map((file) => ({ name: file.name, storedAs: file.storedAs })),
  });
}

async function ticketWith(transaction: Writing, id: number): Promise<Row<'ticket'>> {
  const ticket = await transaction
    .selectFrom('ticket')
    .where('id', '=', id)
    .selectAll()
    .executeTakeFirst();
  if (!ticket) throw notFound();
  return ticket;
}

async function checkAgent(
  transaction: Writing,
  id: number | null | undefined,
  path = 'responder_id',
): Promise<void> {
  if (id === null || id === undefined) return;
  const agent = await transaction
    .selectFrom('agent')
    .where('id', '=', id)
    .select('id')
    .executeTakeFirst();
  if (!agent) throw wrongValue(path, 'is no agent');
}
