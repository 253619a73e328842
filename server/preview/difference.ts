import type { Clock } from '../clock.ts';
import type { Reading, Store } from '../store/store.ts';
import { explain, type RuledFolder, readRules } from '../visibility/explain.ts';
import type { Viewer } from '../visibility/viewer.ts';
import { applyEdit, type Edit } from './edits.ts';
import { findContents, type SiteContents } from './find.ts';
import { rehearse } from './rehearse.ts';
import { domainsIn, type Standing, standingsIn } from './standings.ts';

/** What some gain and lose by an edit. */
export interface Difference {
  /** Kinds of audience, and contacts by their address. */
  readonly who: readonly string[];
  readonly gains: Things;
  readonly loses: Things;
}

export interface Things {
  readonly folders: readonly { readonly id: number; readonly name: string }[];
  /** Published ones. */
  readonly articles: readonly { readonly id: number; readonly title: string }[];
}

/**
 * Who would gain or lose what of a site by these edits. They are made in a transaction that is rolled back.
 * @throws Refusal as the edits themselves would be refused, and `not_found` where there is no such site
 */
export async function differenceOf(parts: {
  store: Store;
  clock: Clock;
  site: number;
  edits: readonly Edit[];
}): Promise<Difference[]> {
  const { store, clock, site, edits } = parts;
  const named = edits.flatMap((edit) => ('company' in edit && edit.domains) || []);
  const domains = [...(await domainsIn(store.read)), ...named];
  const before = await stateOf(store.read, site, domains);
  const after = await rehearse(store, async (transaction) => {
    for (const edit of edits) await applyEdit(transaction, clock, edit);
    return stateOf(transaction, site, domains);
  });
  const changed = [...new Set([...before.standings.keys(), ...after.standings.keys()])].flatMap(
    (name) => {
      const viewer = before.standings.get(name) ?? after.standings.get(name);
      const [had, has] = [before, after].map((state) =>
        seenIn(state, state.standings.get(name) ?? viewer),
      );
      if (!had || !has) return [];
      const [gains, loses] = [without(has, had), without(had, has)];
      return isNothing(gains) && isNothing(loses) ? [] : [{ name, gains, loses }];
    },
  );
  const alike = Map.groupBy(changed, ({ gains, loses }) => JSON.stringify([gains, loses]));
  return [...alike.values()].flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    return { who: same.map(({ name }) => name), gains: first.gains, loses: first.loses };
  });
}

interface State {
  readonly contents: SiteContents;
  readonly rules: ReadonlyMap<number, RuledFolder>;
  readonly standings: ReadonlyMap<string, Viewer>;
  /** What was worked out before, by what the rules look at. */
  readonly seen: Map<string, Things>;
}

async function stateOf(read: Reading, site: number, domains: readonly string[]): Promise<State> {
  const contents = await findContents(read, site);
  const rules = await readRules(
    read,
    contents.categories.map(({ id }) => id),
  );
  const standings = await standingsIn(read, domains);
  const byName = new Map(standings.map(({ name, viewer }: Standing) => [name, viewer]));
  return { contents, rules, standings: byName, seen: new Map() };
}

function seenIn({ contents, rules, seen }: State, viewer: Viewer | undefined): Things {
  if (!viewer) return { folders: [], articles: [] };
  const key = JSON.stringify(
    viewer.kind === 'reader'
      ? [viewer.companies, viewer.segments, viewer.groups, viewer.vars]
      : viewer.kind,
  );
  const before = seen.get(key);
  if (before) return before;
  const visible = new Set([...rules.keys()].filter((id) => explain(viewer, id, rules).isVisible));
  const things = {
    folders: [...visible].map((id) => ({ id, name: contents.folders.get(id) ?? '' })),
    articles: contents.articles
      .filter(({ folder, isPublished }) => isPublished && visible.has(folder))
      .map(({ id, title }) => ({ id, title })),
  };
  seen.set(key, things);
  return things;
}

function without(some: Things, others: Things): Things {
  const rest = <Thing extends { readonly id: number }>(
    things: readonly Thing[],
    gone: readonly Thing[],
  ) => {
    const ids = new Set(gone.map(({ id }) => id));
    return things.filter(({ id }) => !ids.has(id)).sort((one, other) => one.id - other.id);
  };
  return {
    folders: rest(some.folders, others.folders),
    articles: rest(some.articles, others.articles),
  };
}

function isNothing({ folders, articles }: Things): boolean {
  return folders.length + articles.length === 0;
}
