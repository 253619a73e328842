import { valuesOf, varPath } from './vars.ts';
import type { Viewer } from './viewer.ts';

/** What `data-if` of a block asks of its reader. Every test must hold. */
export type Condition = readonly Test[];

interface Test {
  /** A dotted path into the token's values; null for its groups. */
  readonly name: string | null;
  /** Whether one of `values` must be there, or none of them. */
  readonly wants: boolean;
  readonly values: readonly string[];
}

const longest = 500;

const subject = /\s*(?:groups\s+(has|lacks)|vars\.([A-Za-z0-9_.-]+)\s+(is(?:\s+not)?))\s+/y;
const quoted = /\s*'([^']*)'\s*/y;
const bare = /\s*([^\s',]+)\s*/y;
const comma = /,/y;
const and = /and\s/y;

/**
 * Reads `groups has beta`, `groups lacks 'early birds', trial`, `vars.user.plan is pro and vars.seats is not 1`.
 * A value with a space or a comma in it stands between single quotes.
 * @returns null for what is no condition
 */
export function parseCondition(text: string): Condition | null {
  if (text.length > longest) return null;
  const tests: Test[] = [];
  let at = 0;

  function take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  }

  do {
    const found = take(subject);
    if (!found) return null;
    const [, groups, path, is] = found;
    if (path !== undefined && !varPath.test(path)) return null;
    const values: string[] = [];
    do {
      const value = take(quoted) ?? take(bare);
      if (!value) return null;
      values.push(value[1] ?? '');
    } while (take(comma));
    tests.push({ name: path ?? null, wants: groups === 'has' || is === 'is', values });
  } while (take(and));
  return at === text.length ? tests : null;
}

/**
 * Whether a block is for this viewer. Agents see every block; of the others only readers, whose token says what is
 * asked for. A value that the token does not have is not known to differ either, so `is not` fails on it too.
 */
export function holds(condition: Condition, viewer: Viewer): boolean {
  if (viewer.kind === 'agent') return true;
  if (viewer.kind !== 'reader') return false;
  return condition.every(({ name, wants, values }) => {
    if (name === null) return wants === values.some((value) => viewer.groups.includes(value));
    const value = valuesOf(viewer.vars).get(name);
    return value !== undefined && wants === values.includes(value);
  });
}
