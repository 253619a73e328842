import { z } from 'zod';
import { doorName } from '../tokens/door.ts';
import { edit } from './edits.ts';

const id = z.int('must be a number').min(1);
const text = z.string('must be text');

/** A reader as an agent supposes them: what their login token would say. */
export const supposedReader = z.strictObject({
  email: text
    .trim()
    .toLowerCase()
    .max(254)
    .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address'),
  name: text.trim().min(1).max(200).optional(),
  groups: z.array(text.max(255)).max(1_000).optional(),
  locale: text.max(35).optional(),
  vars: z.record(z.string(), z.unknown(), 'must be an object').optional(),
});

const looks = {
  as: z.enum(['anonymous', 'agent', 'bot'], 'must be anonymous, agent or bot').optional(),
  reader: supposedReader.optional(),
  token: text.min(1).max(20_000).optional(),
  door: doorName.default('freshdesk'),
};

/** Who looks: somebody without a name, a named reader, or whoever a login token says. */
export type Looker = z.output<z.ZodObject<typeof looks>>;

/** `POST /api/v1/visibility/diff` */
export const differenceQuestion = z.strictObject({
  site: id.default(1),
  edits: z.array(edit, 'must be a list of edits').min(1, 'must name an edit').max(100),
});

/** `POST /api/v1/visibility` */
export const visibilityQuestion = z
  .strictObject({ ...looks, site: id.default(1) })
  .refine(({ as, reader, token }) => [as, reader, token].filter(Boolean).length === 1, {
    path: ['reader'],
    error: 'must be there, or else as or token, and only one of the three',
  });

const json = text.transform((given, context): unknown => {
  try {
    return JSON.parse(given);
  } catch {
    context.addIssue('must be JSON');
    return z.NEVER;
  }
});

/** The query of a preview: the same as text. */
export const previewQuery = z
  .object({
    as: looks.as,
    email: supposedReader.shape.email.optional(),
    groups: text.transform((names) => (names === '' ? [] : names.split(','))).optional(),
    vars: json.pipe(supposedReader.shape.vars).optional(),
    locale: text.max(35).optional(),
  })
  .refine(({ as, email }) => (as === undefined) !== (email === undefined), {
    path: ['email'],
    error: 'must be there, or else as, and not both',
  })
  .transform(
    ({ as, email, groups, vars }): Looker => ({
      door: 'freshdesk',
      ...(as !== undefined && { as }),
      ...(email !== undefined && {
        reader: { email, ...(groups && { groups }), ...(vars && { vars }) },
      }),
    }),
  );
