import { z } from 'zod';
import { updateArticle } from '../authoring/articles.ts';
import { placeAndRuleIn } from '../authoring/folder-change.ts';
import { updateFolder } from '../authoring/folders.ts';
import { folderChange } from '../authoring/input.ts';
import type { Clock } from '../clock.ts';
import { updateCompany } from '../readers/companies.ts';
import { updateContact } from '../readers/contacts.ts';
import { companyChange, contactChange, segmentChange } from '../readers/input.ts';
import { updateSegment } from '../readers/segments.ts';
import type { Writing } from '../store/store.ts';

const id = z.int('must be a number').min(1);

/** Edits that open or close something, each with the fields of the REST interface. */
const kinds = {
  folder: folderChange.omit({ name: true, description: true }).extend({ folder: id }),
  article: z.strictObject({ article: id, folder_id: id }),
  segment: segmentChange.omit({ name: true }).extend({ segment: id }),
  company: companyChange.pick({ domains: true, custom_fields: true }).extend({ company: id }),
  contact: contactChange.omit({ name: true }).extend({ contact: id }),
};

/** One edit: `{folder: 5, visibility: 2}`, `{article: 7, folder_id: 3}`, `{segment: 1, rules: […]}` … */
export const edit = z.union(
  [kinds.folder, kinds.article, kinds.segment, kinds.company, kinds.contact],
  'must name a folder, an article, a segment, a company or a contact, and what changes',
);
export type Edit = z.output<typeof edit>;

/** @throws Refusal as the edit itself would be refused */
export async function applyEdit(transaction: Writing, clock: Clock, edit: Edit): Promise<void> {
  if ('folder' in edit) {
    await updateFolder(transaction, clock, edit.folder, placeAndRuleIn(edit));
  } else if ('article' in edit) {
    await updateArticle(transaction, clock, edit.article, { folder: edit.folder_id });
  } else if ('segment' in edit) {
    await updateSegment(transaction, clock, edit.segment, { rules: edit.rules });
  } else if ('company' in edit) {
    const { company, ...change } = edit;
    await updateCompany(transaction, clock, company, change);
  } else {
    const { contact, ...change } = edit;
    await updateContact(transaction, clock, contact, change);
  }
}
