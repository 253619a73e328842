import type { Article, Reader, Rule, World } from './world.ts';

// Who may see what, written from the specification alone: nothing here is shared with what it judges.

/** The articles that a reader may read. */
export function visibleArticles(world: World, reader: Reader): Article[] {
  return world.articles.filter(
    ({ folder, status }) => status === 'published' && isVisible(world, reader, folder),
  );
}

/** A folder is visible only if it and every ancestor admit the reader; one without a parent is a root. */
export function isVisible(world: World, reader: Reader, id: string): boolean {
  const folder = world.folders.find((candidate) => candidate.id === id);
  if (!folder) return false;
  const parent = world.folders.find((candidate) => candidate.id === folder.parent);
  return admits(world, reader, folder.rule) && (!parent || isVisible(world, reader, parent.id));
}

/** Whether a reader of the article reads the block in its middle. */
export function readsBlock({ block }: Article, reader: Reader): boolean {
  return block !== undefined && meet(block, reader.groups);
}

function admits(world: World, reader: Reader, rule: Rule): boolean {
  const vars = Object.entries(rule.vars ?? {});
  return (
    byVisibility(world, reader, rule) &&
    vars.every(([name, values]) => values.some((value) => reader.vars?.[name] === value))
  );
}

function byVisibility(world: World, reader: Reader, rule: Rule): boolean {
  const isSignedIn = reader.groups !== undefined;
  const named = rule.any ?? [];
  const companies = world.companies.filter(({ id }) => reader.companies?.includes(id));
  if (rule.v === 'inherit' || rule.v === 'public') return true;
  if (rule.v === 'signed-in') return isSignedIn;
  if (rule.v === 'hidden' || rule.v === 'bots') return false;
  if (rule.v === 'groups') return meet(named, reader.groups);
  if (rule.v === 'companies') return meet(named, reader.companies);
  if (rule.v === 'contact-segments') return meet(named, reader.contactSegments);
  return companies.some(({ segments }) => meet(named, segments));
}

function meet(some: readonly string[], others: readonly string[] = []): boolean {
  return some.some((one) => others.includes(one));
}
