import type { z } from 'zod';
import type { Page } from '../../http/freshdesk.ts';
import type { Row } from '../../store/schema.ts';
import type { Reading } from '../../store/store.ts';
import type { ticketFilter } from './input.ts';

export type TicketFilter = z.output<typeof ticketFilter>;

export async function findTickets(
  read: Reading,
  filter: TicketFilter,
  page: Page,
): Promise<Row<'ticket'>[]> {
  const { email, requester_id: requester, updated_since: since, order_by, order_type } = filter;
  let query = read.selectFrom('ticket').selectAll();
  if (email !== undefined) query = query.where('requester_email', '=', email.toLowerCase());
  if (requester !== undefined) query = query.where('requester_id', '=', requester);
  if (since !== undefined) query = query.where('updated_at', '>=', since);
  return query
    .orderBy(order_by, order_type)
    .orderBy('id', order_type)
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

export async function findTicket(read: Reading, id: number): Promise<Row<'ticket'> | undefined> {
  return read.selectFrom('ticket').where('id', '=', id).selectAll().executeTakeFirst();
}

/** Replies and notes, in their order. */
export async function findNotes(
  read: Reading,
  ticket: number,
  page: { limit: number; offset: number },
): Promise<Row<'ticket_note'>[]> {
  return read
    .selectFrom('ticket_note')
    .where('ticket_id', '=', ticket)
    .selectAll()
    .orderBy('id')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
}

/** Files of a ticket itself where `note` is null. */
export async function findFiles(
  read: Reading,
  ticket: number,
  note: number | null,
): Promise<Row<'ticket_file'>[]> {
  return read
    .selectFrom('ticket_file')
    .where('ticket_id', '=', ticket)
    .where('note_id', note === null ? 'is' : '=', note)
    .selectAll()
    .orderBy('id')
    .execute();
}
