import { z } from 'zod';
import { signedOut, Visibility, type VisibilityCode } from '../../contract/visibility.ts';
import { broughtId } from '../http/input.ts';
import { comparable, varPath } from '../visibility/vars.ts';

// The fields of `/api/v2/solutions/*` as Freshdesk names them. Unknown ones are refused.

const id = z.int('must be a number').min(1);
const ids = z.array(id).max(1_000);
const name = z.string('must be text').trim().min(1, 'must not be empty').max(255);
const description = z
  .string('must be text')
  .max(10_000)
  .nullable()
  .transform((text) => text ?? '');
const visibility = z.literal<VisibilityCode[]>(
  Object.values(Visibility),
  'must be 1 to 8, see the documentation of visibility',
);
const group = z.string('must be text').min(1).max(255);

/** By name, the values of the login token of which a reader must have one. */
const vars = z
  .record(
    z.string().regex(varPath, 'must be a dotted path such as user.plan'),
    z
      .array(
        z
          .string('must be text')
          .max(255)
          .refine(comparable, 'must be Unicode text without NUL or lone surrogates'),
      )
      .min(1, 'must name a value')
      .max(100),
  )
  .refine((named) => Object.keys(named).length <= 20, 'must name at most 20 values of the token');

const categoryFields = { name, description: description.optional() };

export const newCategory = z.strictObject({ id: broughtId, ...categoryFields });
export const categoryChange = z.strictObject(categoryFields).partial();

const folderFields = {
  name,
  description: description.optional(),
  visibility: visibility.optional(),
  company_ids: ids.optional(),
  contact_segment_ids: ids.optional(),
  company_segment_ids: ids.optional(),
  group_names: z.array(group).max(1_000).optional(),
  vars: vars.optional(),
  signed_out: z.enum(signedOut, 'must be hidden, locked or redirect').optional(),
};

const parent = id.nullable().optional();
export const newFolder = z.strictObject({
  id: broughtId,
  ...folderFields,
  parent_folder_id: parent,
});
/** Beneath a folder that the address names. */
export const newSubfolder = z.strictObject({ id: broughtId, ...folderFields });
export const folderChange = z
  .strictObject({ ...folderFields, parent_folder_id: parent, category_id: id.optional() })
  .partial();

const seoText = z.string('must be text').trim().max(1_000);
/** Keywords come as text or as a list, and are answered as text. */
const seo = z.strictObject({
  meta_title: seoText.optional(),
  meta_description: seoText.optional(),
  meta_keywords: z
    .union([seoText, z.array(seoText).max(100)], 'must be text or a list of texts')
    .transform((words) => (typeof words === 'string' ? words : words.join(',')))
    .optional(),
});

const articleText = {
  title: z.string('must be text').trim().min(1, 'must not be empty').max(255),
  description: z.string('must be HTML as text').max(500_000),
  status: z.literal([1, 2], 'must be 1 (draft) or 2 (published)'),
  seo_data: seo.optional(),
};

const articleFields = {
  ...articleText,
  type: z.literal([1, 2], 'must be 1 (permanent) or 2 (workaround)').optional(),
  tags: z.array(z.string('must be text').trim().min(1).max(64)).max(100).optional(),
  agent_id: id.optional(),
};

export const newArticle = z.strictObject({ id: broughtId, ...articleFields });
export const articleChange = z
  .strictObject({ ...articleFields, folder_id: id.optional() })
  .partial();

/** A language of a category or folder. */
export const translation = z.strictObject(categoryFields);
export const translationChange = categoryChange;
/** A language of an article. */
export const articleTranslation = z.strictObject(articleText);
export const articleTranslationChange = articleTranslation.partial();
