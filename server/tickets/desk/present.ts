import { z } from 'zod';
import { freshdeskTime } from '../../http/freshdesk.ts';
import type { Row } from '../../store/schema.ts';
import type { SignedAddresses } from '../files/address.ts';

// What `/api/v2/tickets` answers, in Freshdesk's shapes; `reference`, `form_id` and `page` are our own.

const tags = z.array(z.string());
const fields = z.record(z.string(), z.unknown());

/** In a list. */
export function presentTicket(ticket: Row<'ticket'>) {
  return {
    id: ticket.id,
    reference: ticket.reference,
    subject: ticket.subject,
    type: ticket.type,
    status: ticket.status,
    priority: ticket.priority,
    source: ticket.source,
    requester_id: ticket.requester_id,
    responder_id: ticket.agent_id,
    tags: tags.parse(JSON.parse(ticket.tags)),
    custom_fields: fields.parse(JSON.parse(ticket.custom_fields)),
    form_id: ticket.form_id,
    page: ticket.page,
    cc_emails: [],
    spam: false,
    created_at: freshdeskTime(ticket.created_at),
    updated_at: freshdeskTime(ticket.updated_at),
  };
}

/** By itself. */
export function presentWhole(
  ticket: Row<'ticket'>,
  files: readonly Row<'ticket_file'>[],
  addresses: SignedAddresses,
) {
  return {
    ...presentTicket(ticket),
    description: ticket.html,
    description_text: ticket.plain,
    attachments: files.map((file) => presentFile(file, addresses)),
  };
}

export function presentRequester(ticket: Row<'ticket'>) {
  return {
    id: ticket.requester_id,
    name: ticket.requester_name,
    email: ticket.requester_email,
    /** Own addition: whether a login token proved the address. */
    proven: ticket.is_proven === 1,
  };
}

export function presentNote(
  note: Row<'ticket_note'>,
  ticket: Row<'ticket'>,
  files: readonly Row<'ticket_file'>[],
  addresses: SignedAddresses,
) {
  const isReply = note.is_reply === 1;
  return {
    id: note.id,
    ticket_id: note.ticket_id,
    user_id: note.agent_id,
    body: note.html,
    body_text: note.plain,
    incoming: false,
    private: note.is_private === 1,
    /** Freshdesk's numbers: 0 a reply, 2 a note. */
    source: isReply ? 0 : 2,
    to_emails: isReply ? [ticket.requester_email] : [],
    cc_emails: [],
    bcc_emails: [],
    attachments: files.map((file) => presentFile(file, addresses)),
    created_at: freshdeskTime(note.created_at),
    updated_at: freshdeskTime(note.updated_at),
  };
}

function presentFile(file: Row<'ticket_file'>, addresses: SignedAddresses) {
  return {
    id: file.id,
    name: file.name,
    content_type: file.type,
    size: file.size,
    attachment_url: addresses.of(file),
    created_at: freshdeskTime(file.created_at),
    updated_at: freshdeskTime(file.created_at),
  };
}
