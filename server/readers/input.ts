import { z } from 'zod';
import { localeCode } from '../http/locale.ts';
import { segmentRule } from './segments-of.ts';

// The fields of contacts and companies as Freshdesk names them, and of segments. Unknown ones are refused.

const id = z.int('must be a number').min(1);
const text = z.string('must be text').trim();
const email = text
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)*$/, 'must be an e-mail address');
const domain = text
  .toLowerCase()
  .max(253)
  .regex(/^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u, 'must be a domain such as example.com');
const customFields = z.record(
  z.string().regex(/^\w{1,100}$/, 'must be named with letters, digits and _'),
  z.union([z.string().max(5_000), z.number(), z.boolean(), z.null()], 'must be a single value'),
);

export const newContact = z.strictObject({
  name: text.min(1, 'must not be empty').max(255),
  email,
  phone: text.max(50).nullable().optional(),
  company_id: id.nullable().optional(),
  other_companies: z
    .array(z.strictObject({ company_id: id }))
    .max(500)
    .optional(),
  language: localeCode.nullable().optional(),
  tags: z.array(text.min(1).max(100)).max(100).optional(),
  custom_fields: customFields.optional(),
  blocked: z.boolean('must be true or false').optional(),
});
export const contactChange = newContact.partial();
export const contactFilter = z.object({
  email: email.optional(),
  company_id: z.coerce.number().int().optional(),
});

export const newCompany = z.strictObject({
  name: text.min(1, 'must not be empty').max(255),
  domains: z.array(domain).max(500).optional(),
  description: text.max(10_000).nullable().optional(),
  note: text.max(10_000).nullable().optional(),
  custom_fields: customFields.optional(),
});
export const companyChange = newCompany.partial();

export const newSegment = z.strictObject({
  name: text.min(1, 'must not be empty').max(255),
  of: z.enum(['contacts', 'companies'], 'must be contacts or companies'),
  rules: z.array(segmentRule).max(50).default([]),
});
export const segmentChange = z.strictObject({
  name: newSegment.shape.name.optional(),
  rules: z.array(segmentRule).max(50).optional(),
});
