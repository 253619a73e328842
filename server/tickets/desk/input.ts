import { z } from 'zod';
import { FieldLengths } from '../../../contract/ticket-form.ts';

// The fields of `/api/v2/tickets` as Freshdesk names them. Unknown ones are refused.

const id = z.int('must be a number').min(1);
const text = (most: number) => z.string('must be text').trim().max(most);
const line = text(FieldLengths.text).min(1, 'must not be empty');
const html = z.string('must be HTML as text').max(500_000);
const email = text(FieldLengths.email).regex(
  /^[^\s@<>()",;:\\]+@[^\s@.<>()",;:\\]+(\.[^\s@.<>()",;:\\]+)+$/,
  'must be an e-mail address',
);

const ticketFields = {
  subject: line,
  description: html,
  type: line.nullable(),
  status: z.literal([2, 3, 4, 5], 'must be 2 (open), 3 (pending), 4 (resolved) or 5 (closed)'),
  priority: z.literal([1, 2, 3, 4], 'must be 1 (low) to 4 (urgent)'),
  source: z.literal([1, 2, 3, 7, 9, 10], 'must be 1, 2, 3, 7, 9 or 10'),
  responder_id: id.nullable(),
  tags: z.array(line).max(100),
  custom_fields: z.record(z.string(), z.unknown()),
};

/** Of somebody who is no contact yet, by e-mail; or of a contact, by id. */
export const newTicket = z
  .strictObject({
    ...z.object(ticketFields).partial().shape,
    subject: line,
    name: line.optional(),
    email: email.optional(),
    requester_id: id.optional(),
  })
  .refine(({ email, requester_id }) => email !== undefined || requester_id !== undefined, {
    path: ['email'],
    message: 'or requester_id is required',
  });
export const ticketChange = z.strictObject(ticketFields).partial();

export const newReply = z.strictObject({
  body: html.min(1, 'must not be empty'),
  user_id: id.optional(),
});
export const newNote = newReply.extend({ private: z.boolean('must be true or false').optional() });

export const ticketFilter = z.object({
  email: email.optional(),
  requester_id: z.coerce.number('must be a number').int().optional(),
  updated_since: z
    .string()
    .refine(
      (time) => !Number.isNaN(Date.parse(time)),
      'must be a time such as 2026-03-01T10:00:00Z',
    )
    .transform((time) => Date.parse(time))
    .optional(),
  order_by: z
    .enum(['created_at', 'updated_at', 'status'], 'must be created_at, updated_at or status')
    .default('created_at'),
  order_type: z.enum(['asc', 'desc'], 'must be asc or desc').default('desc'),
});

export const ticketInclude = z
  .string()
  .transform((list) => list.split(',').map((word) => word.trim()))
  .pipe(z.array(z.enum(['conversations', 'requester'], 'must be conversations or requester')))
  .default([]);

const numbers = ['status', 'priority', 'source', 'responder_id', 'requester_id', 'user_id'];

/** A multipart body, in which everything is text, with the numbers and the truths that were meant. */
export function readTexts(body: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if (numbers.includes(name) && typeof value === 'string' && /^\d{1,15}$/.test(value)) {
        return [name, Number(value)];
      }
      if (name === 'private' && (value === 'true' || value === 'false')) {
        return [name, value === 'true'];
      }
      return [name, value];
    }),
  );
}
