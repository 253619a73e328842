import type { Request, RequestHandler } from 'express';
import type { Clock } from '../../clock.ts';
import type { Agents } from '../../http/agent.ts';
import { type Fault, InputRefusal } from '../../http/fault.ts';
import { cutPage, pageOf } from '../../http/freshdesk.ts';
import { idIn, parseInput } from '../../http/input.ts';
import { notFound } from '../../http/problem.ts';
import type { Route } from '../../http/route.ts';
import type { Row } from '../../store/schema.ts';
import type { Store, Writing } from '../../store/store.ts';
import type { SignedAddresses } from '../files/address.ts';
import { dropUploads, keepUploads, removeFiles, type Upload } from '../files/upload.ts';
import { readMultipart, uploadsOf } from '../submission/body.ts';
import { fileFaults } from '../submission/files.ts';
import { judgeFields } from './custom-fields.ts';
import { findFiles, findNotes, findTicket, findTickets } from './find.ts';
import {
  newNote,
  newReply,
  newTicket,
  readTexts,
  ticketChange,
  ticketFilter,
  ticketInclude,
} from './input.ts';
import { presentNote, presentRequester, presentTicket, presentWhole } from './present.ts';
import { addNote, createTicket, deleteTicket, type Text, updateTicket } from './write.ts';

/** Of agents' files, together; Freshdesk's own limit is 20 MB. */
const limits = { totalBytes: 25 * 1024 * 1024, files: 50, extensions: [] };
const conversationsIncluded = 10;

/** Reads files that agents send with tickets, replies and notes, before anything else reads the body. */
export function readAgentFiles(folder: string): RequestHandler {
  return readMultipart(folder, async () => limits.totalBytes);
}

/** From a body and its files to what is to be stored; the transaction answers with an id. */
type Prepare = (
  body: unknown,
  files: readonly Upload[],
) => Promise<(transaction: Writing) => Promise<number>>;

/** `/tickets`, in Freshdesk's shapes. */
export function deskRoutes(parts: {
  store: Store;
  clock: Clock;
  agents: Agents;
  addresses: SignedAddresses;
  folder: string;
  url: string;
  /** HTML as it may be stored. */
  sanitise: (html: string) => string;
  plainText: (html: string) => string;
  wake: () => void;
}): Route[] {
  const { store, clock, agents, addresses, folder, url, sanitise, plainText, wake } = parts;
  const { read } = store;
  const host = new URL(url).hostname;

  async function whole(id: number) {
    const ticket = await ticketWith(id);
    return presentWhole(ticket, await findFiles(read, id, null), addresses);
  }

  async function ticketWith(id: number): Promise<Row<'ticket'>> {
    const ticket = await findTicket(read, id);
    if (!ticket) throw notFound();
    return ticket;
  }

  async function noteOf(ticket: Row<'ticket'>, note: Row<'ticket_note'>) {
    return presentNote(note, ticket, await findFiles(read, ticket.id, note.id), addresses);
  }

  function textOf(html: string): Text {
    const safe = sanitise(html);
    return { html: safe, plain: plainText(safe) };
  }

  /**
   * Reads a body that files may have come with, and stores what `prepare` makes of it. Files are kept before the
   * row commits, and go where anything is refused.
   */
  async function storeWithFiles(request: Request, prepare: Prepare): Promise<number> {
    const files = uploadsOf(request);
    const isText = request.is('multipart/form-data') !== false;
    try {
      const work = await prepare(isText ? readTexts({ ...request.body }) : request.body, files);
      const faults = fileFaults(limits, files);
      if (faults.length > 0) {
        throw new InputRefusal(faults.map((fault): Fault => ({ ...fault, kind: 'value' })));
      }
      await keepUploads(folder, files);
      return await store.write(work);
    } catch (error) {
      await dropUploads(folder, files);
      throw error;
    }
  }

  const conversations = (['reply', 'notes'] as const).map(
    (kind): Route => ({
      method: 'post',
      path: `/tickets/:id/${kind}`,
      visibility: 'nothing',
      async handle(request, response) {
        const ticket = idIn(request);
        const own = (await agents.of(request)).id;
        const id = await storeWithFiles(request, async (body, files) => {
          const note = kind === 'reply' ? parseInput(newReply, body) : parseInput(newNote, body);
          const isPublic = 'private' in note && note.private === false;
          return (transaction) =>
            addNote(transaction, clock, host, {
              ...{ ticket, files, agent: note.user_id ?? own, text: textOf(note.body) },
              kind: kind === 'reply' ? 'reply' : isPublic ? 'public' : 'private',
            });
        });
        if (kind === 'reply') wake();
        const note = await read
          .selectFrom('ticket_note')
          .where('id', '=', id)
          .selectAll()
          .executeTakeFirstOrThrow();
        response.status(201).json(await noteOf(await ticketWith(ticket), note));
      },
    }),
  );

  return [
    {
      method: 'get',
      path: '/tickets',
      visibility: 'nothing',
      async handle(request, response) {
        const page = pageOf(request);
        const filter = parseInput(ticketFilter, request.query);
        const rows = await findTickets(read, filter, page);
        response.json(cutPage(page, rows, request, response, url).map(presentTicket));
      },
    },
    {
      method: 'post',
      path: '/tickets',
      visibility: 'nothing',
      async handle(request, response) {
        const id = await storeWithFiles(request, async (body, files) => {
          const input = parseInput(newTicket, body);
          const fields = await judgeFields(read, input);
          const text = textOf(input.description ?? '');
          return (transaction) => createTicket(transaction, clock, input, { fields, text, files });
        });
        response.status(201).location(`${url}${request.baseUrl}/tickets/${id}`);
        response.json(await whole(id));
      },
    },
    {
      method: 'get',
      path: '/tickets/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        const include = parseInput(ticketInclude, request.query['include']);
        const ticket = await ticketWith(id);
        const firstNotes = { limit: conversationsIncluded, offset: 0 };
        response.json({
          ...(await whole(id)),
          ...(include.includes('requester') && { requester: presentRequester(ticket) }),
          ...(include.includes('conversations') && {
            conversations: await Promise.all(
              (await findNotes(read, id, firstNotes)).map((note) => noteOf(ticket, note)),
            ),
          }),
        });
      },
    },
    {
      method: 'put',
      path: '/tickets/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        const input = parseInput(ticketChange, request.body);
        const fields = await judgeFields(read, input);
        const text = input.description === undefined ? null : textOf(input.description);
        await store.write((transaction) =>
          updateTicket(transaction, clock, id, input, { fields, text }),
        );
        response.json(await whole(id));
      },
    },
    {
      method: 'delete',
      path: '/tickets/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const id = idIn(request);
        const files = await store.write((transaction) => deleteTicket(transaction, id));
        await removeFiles(folder, files);
        response.status(204).end();
      },
    },
    {
      method: 'get',
      path: '/tickets/:id/conversations',
      visibility: 'nothing',
      async handle(request, response) {
        const ticket = await ticketWith(idIn(request));
        const page = pageOf(request);
        const rows = await findNotes(read, ticket.id, page);
        const shown = cutPage(page, rows, request, response, url);
        response.json(await Promise.all(shown.map((note) => noteOf(ticket, note))));
      },
    },
    ...conversations,
  ];
}
