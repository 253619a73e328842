import { z } from 'zod';

// What `POST /tickets` carries around the fields of its form. Unknown names are refused.

const customFields = z.record(z.string().max(100), z.unknown());

/** In multipart either `custom_fields[cf_page]`, which the parser gathers, or one part of JSON. */
const gathered = z.preprocess((value) => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}, customFields);

export const ticketEnvelope = z.strictObject({
  name: z.unknown().optional(),
  email: z.unknown().optional(),
  subject: z.unknown().optional(),
  description: z.unknown().optional(),
  type: z.unknown().optional(),
  priority: z.unknown().optional(),
  status: z.unknown().optional(),
  custom_fields: gathered.nullish().transform((fields) => fields ?? {}),
  formId: z.coerce.number('must be a number').int().nullish(),
  page: z.string('must be text').trim().max(2_048).nullish(),
  /** People do not see this field. */
  website: z.unknown().optional(),
});
export type TicketEnvelope = z.output<typeof ticketEnvelope>;

export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{16,255}$/, 'must be 16 to 255 visible ASCII characters');
