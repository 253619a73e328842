import { z } from 'zod';
import { Visibility } from '../../../contract/visibility.ts';
import { newCompany, newContact, newSegment } from '../../readers/input.ts';
import { newSite, newWidget } from '../../sites/input.ts';
import { newField, newForm } from '../../tickets/forms/input.ts';

// The forms of the YAML files of the demo content.

const name = z.string().trim().min(1);
const names = z.array(name).default([]);

/** By locale, what a category or folder is called. */
const texts = z.record(z.string(), z.strictObject({ name, description: name }));

/** `site.yaml` */
export const siteForm = newSite.extend({
  widget: newWidget.pick({ name: true, appearance: true, suggestions: true }),
});

/** `people.yaml` */
export const peopleForm = z.strictObject({
  agents: z.array(z.strictObject({ name, email: z.email() })).min(1),
  companies: z.array(newCompany),
  contacts: z.array(
    newContact.omit({ company_id: true, other_companies: true }).extend({
      company: name,
      /** For those who sign tokens: groups are no part of a contact. */
      groups: names,
    }),
  ),
  segments: z.array(newSegment),
});

/** `forms.yaml` */
export const ticketFormsForm = z.strictObject({
  fields: z.array(newField),
  forms: z.array(newForm.omit({ site: true })).min(1),
});

/** `_category.yaml` */
export const categoryForm = z.strictObject({ position: z.int(), texts });

/** `_folder.yaml` */
export const folderForm = z.strictObject({
  position: z.int(),
  visibility: z.enum(Object.keys(Visibility) as (keyof typeof Visibility)[]),
  companies: names,
  segments: names,
  groups: names,
  /** A word that occurs in each published text of this folder and nowhere else: tests search for it. */
  canary: name.optional(),
  /** The articles in their order, by the names of their files. */
  articles: z.array(name).min(1),
  texts,
});

const status = z.enum(['draft', 'published']);

/** Front matter of an article in the site's primary language; its tags count for all languages. */
export const articleForm = z.strictObject({ title: name, tags: z.array(name).min(1), status });

/** Front matter of a translation. */
export const translationForm = z.strictObject({ title: name, status });
