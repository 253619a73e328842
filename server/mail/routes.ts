import { cutPage, pageOf } from '../http/freshdesk.ts';
import { idIn } from '../http/input.ts';
import { notFound } from '../http/problem.ts';
import type { Route } from '../http/route.ts';
import type { Row } from '../store/schema.ts';
import type { Store } from '../store/store.ts';

/** `/api/v1/outbox`: what waits, what was sent and what was given up, the latest first. @param url the public address */
export function outboxRoutes({ store, url }: { store: Store; url: string }): Route[] {
  return [
    {
      method: 'get',
      path: '/outbox',
      visibility: 'nothing',
      async handle(request, response) {
        const page = pageOf(request);
        const rows = await store.read
          .selectFrom('mail')
          .selectAll()
          .orderBy('id', 'desc')
          .limit(page.limit)
          .offset(page.offset)
          .execute();
        response.json(cutPage(page, rows, request, response, url).map(present));
      },
    },
    {
      method: 'get',
      path: '/outbox/:id',
      visibility: 'nothing',
      async handle(request, response) {
        const row = await store.read
          .selectFrom('mail')
          .where('id', '=', idIn(request))
          .selectAll()
          .executeTakeFirst();
        if (!row) throw notFound();
        response.json(present(row));
      },
    },
  ];
}

function present(mail: Row<'mail'>) {
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  return {
    id: mail.id,
    messageId: mail.message_id,
    about: mail.about,
    to: { name: mail.recipient_name, email: mail.recipient },
    subject: mail.subject,
    text: mail.plain,
    html: mail.html,
    state: mail.state,
    attempts: mail.attempts,
    nextAt: mail.state === 'waiting' ? time(mail.next_at) : null,
    lastError: mail.last_error,
    createdAt: time(mail.created_at),
    sentAt: time(mail.sent_at),
  };
}
