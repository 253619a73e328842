import {
  type Expression,
  type ExpressionBuilder,
  expressionBuilder,
  type SqlBool,
  sql,
} from 'kysely';
import { Visibility, type VisibilityCode } from '../../contract/visibility.ts';
import type { Schema } from '../store/schema.ts';
import { valuesOf } from './vars.ts';
import type { ReaderViewer, Viewer } from './viewer.ts';

/**
 * `maySee` of rule.ts as SQL, over the `folder` of the surrounding query:
 * no ancestor, the folder itself included, refuses the viewer.
 */
export function folderIsVisibleTo(viewer: Viewer): Expression<SqlBool> {
  const folder = expressionBuilder<Schema, 'folder'>();
  return folder.not(
    folder.exists(
      folder
        .selectFrom('folder_path')
        .innerJoin('folder as above', 'above.id', 'folder_path.ancestor_id')
        .whereRef('folder_path.folder_id', '=', 'folder.id')
        .where((above) => above.not(above.and([admits(above, viewer), holdsAll(above, viewer)])))
        .select(sql.lit(1).as('refused')),
    ),
  );
}

type Above = ExpressionBuilder<Schema & { above: Schema['folder'] }, 'above' | 'folder_path'>;

function admits(above: Above, viewer: Viewer): Expression<SqlBool> {
  const hasCode = (code: VisibilityCode) => above('above.visibility', '=', code);
  switch (viewer.kind) {
    case 'agent':
      return sql<SqlBool>`1 = 1`;
    case 'anonymous':
      return hasCode(Visibility.everyone);
    case 'bot':
      return above.or([hasCode(Visibility.everyone), hasCode(Visibility.bots)]);
    case 'reader':
      return above.or([
        hasCode(Visibility.everyone),
        hasCode(Visibility.signedIn),
        ...namesOneOf(above, viewer),
      ]);
    default:
      return viewer satisfies never;
  }
}

/** No value that the folder asks for is missing or another one. */
function holdsAll(above: Above, viewer: Viewer): Expression<SqlBool> {
  if (viewer.kind === 'agent') return sql<SqlBool>`1 = 1`;
  const asked = above.selectFrom('folder_var').whereRef('folder_var.folder_id', '=', 'above.id');
  const has = viewer.kind === 'reader' ? valuesOf(viewer.vars) : new Map();
  if (has.size === 0) return above.not(above.exists(asked.select(sql.lit(1).as('asked'))));
  const json = JSON.stringify(Object.fromEntries(has));
  return above.not(
    above.exists(
      asked
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('folder_var as held')
                .whereRef('held.folder_id', '=', 'folder_var.folder_id')
                .whereRef('held.name', '=', 'folder_var.name')
                .where(
                  sql<SqlBool>`(held.name, held.value) in (select key, value from json_each(${json}))`,
                )
                .select(sql.lit(1).as('held')),
            ),
          ),
        )
        .select(sql.lit(1).as('missing')),
    ),
  );
}

/** The conditions of a reader's memberships. No membership, no condition: `in ()` is not portable SQL. */
function namesOneOf(above: Above, viewer: ReaderViewer): Expression<SqlBool>[] {
  const { companies, segments, groups } = viewer;
  const hasCode = (...codes: VisibilityCode[]) => above('above.visibility', 'in', codes);
  const conditions: Expression<SqlBool>[] = [];
  if (companies.length > 0) {
    const named = above
      .selectFrom('folder_company')
      .whereRef('folder_company.folder_id', '=', 'above.id')
      .where('folder_company.company_id', 'in', companies)
      .select(sql.lit(1).as('named'));
    conditions.push(above.and([hasCode(Visibility.companies), above.exists(named)]));
  }
  if (segments.length > 0) {
    const named = above
      .selectFrom('folder_segment')
      .whereRef('folder_segment.folder_id', '=', 'above.id')
      .where('folder_segment.segment_id', 'in', segments)
      .select(sql.lit(1).as('named'));
    const codes = hasCode(Visibility.contactSegments, Visibility.companySegments);
    conditions.push(above.and([codes, above.exists(named)]));
  }
  if (groups.length > 0) {
    const named = above
      .selectFrom('folder_group')
      .whereRef('folder_group.folder_id', '=', 'above.id')
      .where('folder_group.group_name', 'in', groups)
      .select(sql.lit(1).as('named'));
    conditions.push(above.and([hasCode(Visibility.groups), above.exists(named)]));
  }
  return conditions;
}
