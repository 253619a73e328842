/** What a login token says of its reader beside name, e-mail and groups, e.g. `{user: {plan: 'pro'}}`. Any JSON. */
export type Vars = Readonly<Record<string, unknown>>;

/** Deeper values are not looked at. */
const deepest = 8;

/** A step of a path. A key that is spelt otherwise, with a dot in it for one, cannot be named. */
const step = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
/** Never followed, wherever they come from. */
const refused = new Set(['__proto__', 'constructor', 'prototype']);

/** A dotted path to a value, such as `user.plan`. */
export const varPath =
  /^(?!(?:.*\.)?(?:__proto__|constructor|prototype)(?:\.|$))[A-Za-z_][A-Za-z0-9_-]{0,63}(?:\.[A-Za-z_][A-Za-z0-9_-]{0,63}){0,7}$/;

const known = new WeakMap<Vars, ReadonlyMap<string, string>>();

/**
 * Every text, number and truth value of `vars` as text by its dotted path. Whoever compares a value or shows one
 * takes it from here, so that the predicate, the query and the page never differ in what a name means.
 */
export function valuesOf(vars: Vars): ReadonlyMap<string, string> {
  const before = known.get(vars);
  if (before) return before;
  const found = new Map<string, string>();
  collect(vars, '', 1, found);
  known.set(vars, found);
  return found;
}

function collect(from: object, prefix: string, depth: number, found: Map<string, string>): void {
  for (const [name, value] of Object.entries(from)) {
    if (!step.test(name) || refused.has(name)) continue;
    const path = prefix + name;
    if (isList(value) || value === null) continue;
    if (typeof value === 'object') {
      if (depth < deepest) collect(value, `${path}.`, depth + 1, found);
    } else if (isSayable(value)) found.set(path, String(value));
  }
}

function isList(value: unknown): boolean {
  return Array.isArray(value);
}

/** Databases cut a text at its first NUL and respell half a surrogate pair: such a text equals nothing. */
export function comparable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function isSayable(value: unknown): boolean {
  if (typeof value === 'string') return comparable(value);
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value));
}
