import { createHash } from 'node:crypto';
import type { Reading } from '../store/store.ts';

/** What stands between a viewer and the files of an article. */
export interface FileRules {
  /** A fingerprint of every rule above the file, and of the conditions of the blocks that show it. */
  of(file: number): string;
  /** Whether some block with a condition shows it. */
  isConditional(file: number): boolean;
}

export async function rulesOfFiles(
  read: Reading,
  article: { readonly id: number; readonly folder_id: number },
): Promise<FileRules> {
  const rules = await rulesAbove(read, article.folder_id);
  const rows = await read
    .selectFrom('conditional_file')
    .innerJoin('article_file', 'article_file.id', 'conditional_file.file_id')
    .where('article_file.article_id', '=', article.id)
    .select(['file_id', 'conditions'])
    .distinct()
    .orderBy('conditions')
    .execute();
  const byFile = Map.groupBy(rows, (row) => row.file_id);
  return {
    of(file) {
      const conditions = byFile.get(file)?.map((row) => row.conditions) ?? [];
      return conditions.length === 0 ? rules : JSON.stringify([rules, ...conditions]);
    },
    isConditional: (file) => byFile.has(file),
  };
}

/** A fingerprint of every rule above a folder, itself included. Changes with any of them. */
async function rulesAbove(read: Reading, folder: number): Promise<string> {
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
