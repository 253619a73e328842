import type { Reading } from '../store/store.ts';
import { type FolderRule, type VarRule, type Verdict, verdictOn } from './rule.ts';
import type { Viewer } from './viewer.ts';

/** A folder with its own rule, as it hangs in the tree. */
export interface RuledFolder {
  readonly id: number;
  readonly category: number;
  readonly parent: number | null;
  readonly rule: FolderRule;
}

/** What a folder on the way says of a viewer. */
export interface Step extends Verdict {
  readonly folder: number;
  readonly rule: FolderRule;
}

/** Why a folder is visible to a viewer or not: the very verdicts that `maySee` joins. */
export interface Explanation {
  readonly isVisible: boolean;
  /** The folder and its ancestors, the folder itself first. */
  readonly steps: readonly Step[];
  /** The outermost folder that refuses. */
  readonly closedBy: Step | null;
}

export function explain(
  viewer: Viewer,
  folder: number,
  folders: ReadonlyMap<number, RuledFolder>,
): Explanation {
  const steps: Step[] = [];
  for (
    let at = folders.get(folder);
    at;
    at = at.parent === null ? undefined : folders.get(at.parent)
  ) {
    steps.push({ folder: at.id, rule: at.rule, ...verdictOn(at.rule, viewer) });
  }
  const closedBy = steps.findLast((step) => !step.admits) ?? null;
  return { isVisible: steps.length > 0 && closedBy === null, steps, closedBy };
}

/** Every folder of these categories with its rule, parents not necessarily first. */
export async function readRules(
  read: Reading,
  categories: readonly number[],
): Promise<Map<number, RuledFolder>> {
  const within = read
    .selectFrom('folder')
    .where('folder.category_id', 'in', [0, ...categories])
    .orderBy('folder.position')
    .orderBy('folder.id');
  const [folders, companies, segments, groups, vars] = await Promise.all([
    within.select(['id', 'category_id', 'parent_id', 'visibility']).execute(),
    within
      .innerJoin('folder_company', 'folder_company.folder_id', 'folder.id')
      .select(['folder.id', 'company_id as named'])
      .execute(),
    within
      .innerJoin('folder_segment', 'folder_segment.folder_id', 'folder.id')
      .select(['folder.id', 'segment_id as named'])
      .execute(),
    within
      .innerJoin('folder_group', 'folder_group.folder_id', 'folder.id')
      .select(['folder.id', 'group_name as named'])
      .execute(),
    within
      .innerJoin('folder_var', 'folder_var.folder_id', 'folder.id')
      .select(['folder.id', 'folder_var.name', 'folder_var.value'])
      .execute(),
  ]);
  const namedIn = <Named>(rows: readonly { id: number; named: Named }[], id: number) =>
    rows.filter((row) => row.id === id).map((row) => row.named);
  return new Map(
    folders.map(({ id, category_id, parent_id, visibility }) => [
      id,
      {
        ...{ id, category: category_id, parent: parent_id },
        rule: {
          visibility,
          companies: namedIn(companies, id),
          segments: namedIn(segments, id),
          groups: namedIn(groups, id),
          vars: varRules(vars.filter((row) => row.id === id)),
        },
      },
    ]),
  );
}

function varRules(rows: readonly { name: string; value: string }[]): VarRule[] {
  return [...Map.groupBy(rows, ({ name }) => name)].map(([name, same]) => ({
    name,
    values: same.map(({ value }) => value),
  }));
}
