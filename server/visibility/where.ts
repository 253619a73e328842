import {
  type Expression,
  type ExpressionBuilder,
  expressionBuilder,
  type SqlBool,
  sql,
} from 'kysely';
import { Visibility } from '../../contract/visibility.ts';
import type { Schema } from '../store/schema.ts';
import type { Viewer } from './viewer.ts';

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
        .where((above) => above.not(admits(above, viewer)))
        .select(sql.lit(1).as('refused')),
    ),
  );
}

type Above = ExpressionBuilder<Schema & { above: Schema['folder'] }, 'above' | 'folder_path'>;

function admits(above: Above, viewer: Viewer): Expression<SqlBool> {
  const hasCode = (code: number) => above('above.visibility', '=', sql.lit(code) as never);
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
        above.and([
          hasCode(Visibility.companies),
          above.exists(
            above
              .selectFrom('folder_company')
              .whereRef('folder_company.folder_id', '=', 'above.id')
              .where('folder_company.company_id', 'in', orNone(viewer.companies, -1))
              .select(sql.lit(1).as('named')),
          ),
        ]),
        above.and([
          above.or([hasCode(Visibility.contactSegments), hasCode(Visibility.companySegments)]),
          above.exists(
            above
              .selectFrom('folder_segment')
              .whereRef('folder_segment.folder_id', '=', 'above.id')
              .where('folder_segment.segment_id', 'in', orNone(viewer.segments, -1))
              .select(sql.lit(1).as('named')),
          ),
        ]),
        above.and([
          hasCode(Visibility.groups),
          above.exists(
            above
              .selectFrom('folder_group')
              .whereRef('folder_group.folder_id', '=', 'above.id')
              .where('folder_group.group_name', 'in', orNone(viewer.groups, ''))
              .select(sql.lit(1).as('named')),
          ),
        ]),
      ]);
    default:
      return viewer satisfies never;
  }
}

/** `in ()` is not portable SQL; a value that no row can have stands for the empty list. */
function orNone<Item>(items: readonly Item[], none: Item): Item[] {
  return items.length > 0 ? [...items] : [none];
}
