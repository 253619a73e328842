import { randomUUID } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { z } from 'zod';
import { parseInput } from '../http/input.ts';
import { notFound, Refusal } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import { dropPartials } from '../tickets/files/upload.ts';
import { readMultipart, uploadsOf } from '../tickets/submission/body.ts';
import { idempotencyKey, ticketEnvelope } from '../tickets/submission/input.ts';
import { digestOf, senderOf } from '../tickets/submission/keys.ts';
import type { Tickets } from '../tickets/tickets.ts';
import { addressesIn } from './addresses.ts';
import { draftAgain, draftContact, offeredTo } from './contact-page.ts';
import { inEveryLanguage } from './draft.ts';
import type { Pages } from './pages.ts';
import type { PortalCalls } from './portal-call.ts';

export interface ContactParts {
  calls: PortalCalls;
  pages: Pages;
  tickets: Tickets;
}

/** A reference as tickets have them: nothing else is shown as one. */
const sentQuery = z.object({ reference: z.string().regex(/^PL-[0-9A-Z]{4}-[0-9A-Z]{2}$/) });
const formQuery = z.object({ form: z.coerce.number().int().optional() });

/** `GET` and `POST /contact`, and the page that tells the reference. Works without script. */
export function contactRoutes({ calls, pages, tickets }: ContactParts): Route[] {
  return [
    {
      method: 'get',
      path: '/contact',
      visibility: 'nothing',
      async handle(request, response) {
        const call = await calls.read(request);
        const offered = await offeredTo(tickets, call);
        const form = formQuery.safeParse(request.query).data?.form;
        const draft = draftContact(call, offered, { form, key: randomUUID() });
        await pages.sendOnce(response, call, draft);
      },
    },
    {
      method: 'post',
      path: '/contact',
      visibility: 'nothing',
      async handle(request, response) {
        const files = uploadsOf(request);
        const call = await calls.read(request);
        const { idempotency_key, ...body } = bodyIn(request);
        const key = idempotencyKey.safeParse(idempotency_key).data ?? randomUUID();
        try {
          const offered = await offeredTo(tickets, call);
          const envelope = parseInput(ticketEnvelope, body);
          const { reference } = await tickets.submissions.submit({
            ...{ site: call.site.id, viewer: call.viewer, languages: call.languages },
            ...{ offered, envelope, files, source: 2, isText: true },
            sent: {
              place: `site ${call.site.id}`,
              viewer: senderOf(call.viewer),
              key,
              digest: digestOf(body, files),
            },
            proofFor: async (email) => {
              // Without script nobody can do the work that a widget would be asked for.
              const { website } = envelope;
              if (!tickets.suspicion.fallsOn(request, { email, website })) return null;
              throw new Refusal('rate_limited');
            },
          });
          const { contact } = addressesIn(call.site, call.locale);
          response.set('Cache-Control', 'no-store');
          response.redirect(303, `${contact}/sent?${new URLSearchParams({ reference })}`);
        } catch (error) {
          const draft = await draftAgain(tickets, call, { body, key, error });
          await pages.sendOnce(response, call, draft);
        } finally {
          await dropPartials(tickets.folder, files);
        }
      },
    },
    {
      method: 'get',
      path: '/contact/sent',
      visibility: 'nothing',
      async handle(request, response) {
        const call = await calls.read(request);
        const query = sentQuery.safeParse(request.query);
        if (!query.success) throw notFound();
        await pages.sendOnce(response, call, {
          content: { kind: 'sent', reference: query.data.reference },
          ...{ title: null, description: null, sections: null, open: null },
          addresses: inEveryLanguage(call, `/contact/sent?reference=${query.data.reference}`),
        });
      },
    },
  ];
}

/** Reads the form's parts, before anything else does; who may not write is not read. */
export function readContact({ calls, tickets }: ContactParts): RequestHandler {
  return readMultipart(tickets.folder, async (request: Request) => {
    const { attachments } = await offeredTo(tickets, await calls.read(request));
    return attachments?.totalBytes ?? 0;
  });
}

/** The parts that came; none where they came in a form that no page of ours sends. */
function bodyIn(request: Request): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).safeParse(request.body).data ?? {};
}
