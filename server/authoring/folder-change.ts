import type { z } from 'zod';
import type { Named } from './folder-rule.ts';
import type { FolderChange } from './folders.ts';
import type { folderChange } from './input.ts';

type Input = z.output<typeof folderChange>;

/** Where a folder goes and whom it admits from then on, out of the fields of a request. */
export function placeAndRuleIn(input: Input): FolderChange {
  const { category_id: category, parent_folder_id: parent, visibility, vars } = input;
  const { signed_out: signedOut } = input;
  return { category, parent, visibility, vars, signedOut, ...namedIn(input) };
}

export function namedIn(input: Input): Named {
  return {
    companies: input.company_ids,
    contactSegments: input.contact_segment_ids,
    companySegments: input.company_segment_ids,
    groups: input.group_names,
  };
}
