import { createHash } from 'node:crypto';
import QuickLRU from 'quick-lru';
import type { Store } from '../store/store.ts';
import { valuesOf } from './vars.ts';
import type { Viewer } from './viewer.ts';
import { folderIsVisibleTo } from './where.ts';

declare const madeHere: unique symbol;

/**
 * The folders that a viewer may see among the categories that a widget offers. Only `audiences` makes one,
 * from a `Viewer`, and only with one can a query for content be written (`articlesFor`, `foldersFor`).
 */
export interface Audience {
  /** The same for all viewers who may see the same folders of this widget: what answers are cached under. */
  readonly key: string;
  readonly widget: number;
  readonly folders: readonly number[];
  /** `folders` as JSON, for `json_each`. */
  readonly foldersJson: string;
  /** The revision of `knowledge` that it was found at. */
  readonly revision: number;
  readonly [madeHere]: true;
}

export interface Audiences {
  /** What `viewer` may see through widget `widget`, as of now. */
  of(viewer: Viewer, widget: number): Promise<Audience>;
}

/** Viewers who differ in name alone share an entry; the bound is against readers with many groups. */
const remembered = 20_000;

export function openAudiences(store: Store): Audiences {
  const known = new QuickLRU<string, Audience>({ maxSize: remembered });
  let knowledge = 0;

  return {
    async of(viewer, widget) {
      const revision = store.revisions().knowledge;
      if (revision !== knowledge) {
        known.clear();
        knowledge = revision;
      }
      const key = `${widget} ${standing(viewer)}`;
      const before = known.get(key);
      if (before) return before;
      const audience = await find(store, viewer, widget, revision);
      if (store.revisions().knowledge === revision) known.set(key, audience);
      return audience;
    },
  };
}

async function find(
  store: Store,
  viewer: Viewer,
  widget: number,
  revision: number,
): Promise<Audience> {
  const rows = await store.read
    .selectFrom('folder')
    .innerJoin('widget_category', 'widget_category.category_id', 'folder.category_id')
    .where('widget_category.widget_id', '=', widget)
    .where(folderIsVisibleTo(viewer))
    .select('folder.id')
    .orderBy('folder.id')
    .execute();
  const folders = rows.map((row) => row.id);
  const foldersJson = JSON.stringify(folders);
  const digest = createHash('sha256').update(foldersJson).digest('base64url');
  return {
    key: `${widget}:${digest}`,
    widget,
    folders,
    foldersJson,
    revision,
  } as unknown as Audience;
}

const standings = new WeakMap<Viewer, string>();

/** Everything about a viewer that the rule looks at, and nothing else. */
function standing(viewer: Viewer): string {
  if (viewer.kind !== 'reader') return viewer.kind;
  const before = standings.get(viewer);
  if (before !== undefined) return before;
  const { companies, segments, groups, vars } = viewer;
  const memberships = [
    [...companies].sort(byNumber),
    [...segments].sort(byNumber),
    [...groups].sort(),
    [...valuesOf(vars)].sort(),
  ];
  const found = JSON.stringify(memberships);
  standings.set(viewer, found);
  return found;
}

function byNumber(one: number, other: number): number {
  return one - other;
}
