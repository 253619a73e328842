import { createHash } from 'node:crypto';
import QuickLRU from 'quick-lru';
import type { Store } from '../store/store.ts';
import { valuesOf } from './vars.ts';
import type { Viewer } from './viewer.ts';
import { folderIsVisibleTo } from './where.ts';

declare const madeHere: unique symbol;

/**
 * The folders that a viewer may see among the categories that a widget offers, or among all of a site. Only
 * `audiences` makes one, from a `Viewer`, and only with one can a query for content be written (`articlesFor`,
 * `foldersFor`).
 */
export interface Audience {
  /** The same for all viewers who may see the same folders of this place: what answers are cached under. */
  readonly key: string;
  readonly folders: readonly number[];
  has(folder: number): boolean;
  /** `folders` as JSON, for `json_each`. */
  readonly foldersJson: string;
  /** The revision of `knowledge` that it was found at. */
  readonly revision: number;
  readonly [madeHere]: true;
}

export interface Audiences {
  /** What `viewer` may see through widget `widget`, as of now. */
  of(viewer: Viewer, widget: number): Promise<Audience>;
  /** What `viewer` may see of all categories of site `site`, as of now. */
  ofSite(viewer: Viewer, site: number): Promise<Audience>;
  /** Of whoever may see nothing at all. */
  ofNobody(): Audience;
}

/** Where articles are on offer. */
type Place = { readonly widget: number } | { readonly site: number };

/** Viewers who differ in name alone share an entry; the bound is against readers with many groups. */
const remembered = 20_000;

export function openAudiences(store: Store): Audiences {
  const known = new QuickLRU<string, Audience>({ maxSize: remembered });
  let knowledge = 0;

  async function audienceAt(place: Place, viewer: Viewer): Promise<Audience> {
    const revision = store.revisions().knowledge;
    if (revision !== knowledge) {
      known.clear();
      knowledge = revision;
    }
    const key = `${nameOf(place)} ${standing(viewer)}`;
    const before = known.get(key);
    if (before) return before;
    const audience = await find(store, viewer, place, revision);
    if (store.revisions().knowledge === revision) known.set(key, audience);
    return audience;
  }

  return {
    of: (viewer, widget) => audienceAt({ widget }, viewer),
    ofSite: (viewer, site) => audienceAt({ site }, viewer),
    ofNobody: () => audienceOf('nobody', [], store.revisions().knowledge),
  };
}

function nameOf(place: Place): string {
  return 'widget' in place ? `widget ${place.widget}` : `site ${place.site}`;
}

async function find(
  store: Store,
  viewer: Viewer,
  place: Place,
  revision: number,
): Promise<Audience> {
  const rows = await store.read
    .selectFrom('folder')
    .where('folder.category_id', 'in', categoriesAt(store, place))
    .where(folderIsVisibleTo(viewer))
    .select('folder.id')
    .orderBy('folder.id')
    .execute();
  return audienceOf(
    nameOf(place),
    rows.map((row) => row.id),
    revision,
  );
}

function audienceOf(place: string, folders: readonly number[], revision: number): Audience {
  const foldersJson = JSON.stringify(folders);
  const digest = createHash('sha256').update(foldersJson).digest('base64url');
  const known = new Set(folders);
  return {
    key: `${place}: ${digest}`,
    folders,
    has: (folder: number) => known.has(folder),
    foldersJson,
    revision,
  } as unknown as Audience;
}

function categoriesAt({ read }: Store, place: Place) {
  return 'widget' in place
    ? read
        .selectFrom('widget_category')
        .where('widget_category.widget_id', '=', place.widget)
        .select('widget_category.category_id as id')
    : read.selectFrom('category').where('category.site_id', '=', place.site).select('category.id');
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
