import { createHash } from 'node:crypto';
import type { Reading } from '../store/store.ts';

/** A fingerprint of every rule above a folder, itself included. Changes with any of them. */
export async function rulesAbove(read: Reading, folder: number): Promise<string> {
  const above = read.selectFrom('folder_path').where('folder_path.folder_id', '=', folder);
  const [folders, companies, segments, groups, vars] = await Promise.all([
    above
      .innerJoin('folder', 'folder.id', 'folder_path.ancestor_id')
      .select(['folder.id', 'folder.visibility'])
      .orderBy('folder_path.depth')
      .execute(),
    above
      .innerJoin('folder_company', 'folder_company.folder_id', 'folder_path.ancestor_id')
      .select(['folder_company.folder_id as folder', 'folder_company.company_id as id'])
      .orderBy('folder')
      .orderBy('id')
      .execute(),
    above
      .innerJoin('folder_segment', 'folder_segment.folder_id', 'folder_path.ancestor_id')
      .select(['folder_segment.folder_id as folder', 'folder_segment.segment_id as id'])
      .orderBy('folder')
      .orderBy('id')
      .execute(),
    above
      .innerJoin('folder_group', 'folder_group.folder_id', 'folder_path.ancestor_id')
      .select(['folder_group.folder_id as folder', 'folder_group.group_name as id'])
      .orderBy('folder')
      .orderBy('id')
      .execute(),
    above
      .innerJoin('folder_var', 'folder_var.folder_id', 'folder_path.ancestor_id')
      .select(['folder_var.folder_id as folder', 'folder_var.name', 'folder_var.value as id'])
      .orderBy('folder')
      .orderBy('name')
      .orderBy('id')
      .execute(),
  ]);
  const rules = JSON.stringify([folders, companies, segments, groups, vars]);
  return createHash('sha256').update(rules).digest('base64url');
}
