import { Visibility, type VisibilityCode } from '../../contract/visibility.ts';
import { valuesOf } from './vars.ts';
import type { Viewer } from './viewer.ts';

/** Whom one folder admits, its ancestors left aside. */
export interface FolderRule {
  readonly visibility: VisibilityCode;
  readonly companies: readonly number[];
  readonly segments: readonly number[];
  readonly groups: readonly string[];
  /** Besides: values of the token, each of which must be one of those named. */
  readonly vars: readonly VarRule[];
}

export interface VarRule {
  /** A dotted path. */
  readonly name: string;
  readonly values: readonly string[];
}

/** What a rule says of a viewer, and why. */
export interface Verdict {
  readonly admits: boolean;
  /** What decided: that they are an agent, the folder's visibility, or values of the token. */
  readonly by: 'agent' | 'visibility' | 'vars';
  /** The companies, segments or groups that the viewer shares with the rule. */
  readonly shared: readonly (number | string)[];
}

/**
 * May this viewer see something that lies under all of these folders?
 * Strict inheritance: the folder itself and every ancestor must admit them.
 */
export function maySee(viewer: Viewer, folderAndAncestors: readonly FolderRule[]): boolean {
  return (
    folderAndAncestors.length > 0 &&
    folderAndAncestors.every((rule) => verdictOn(rule, viewer).admits)
  );
}

/** Agents see everything. A restricted folder that names nobody admits nobody else. */
export function verdictOn(rule: FolderRule, viewer: Viewer): Verdict {
  if (viewer.kind === 'agent') return { admits: true, by: 'agent', shared: [] };
  const { admits, shared } = byVisibility(rule, viewer);
  if (!admits || holdsAll(rule.vars, viewer)) return { admits, by: 'visibility', shared };
  return { admits: false, by: 'vars', shared };
}

type Restricted = Exclude<Viewer, { kind: 'agent' }>;

function byVisibility(rule: FolderRule, viewer: Restricted): Omit<Verdict, 'by'> {
  switch (rule.visibility) {
    case Visibility.everyone:
      return { admits: true, shared: [] };
    case Visibility.signedIn:
      return { admits: viewer.kind === 'reader', shared: [] };
    case Visibility.agents:
      return { admits: false, shared: [] };
    case Visibility.companies:
      return meet(rule.companies, viewer.kind === 'reader' ? viewer.companies : []);
    case Visibility.bots:
      return { admits: viewer.kind === 'bot', shared: [] };
    case Visibility.contactSegments:
    case Visibility.companySegments:
      return meet(rule.segments, viewer.kind === 'reader' ? viewer.segments : []);
    case Visibility.groups:
      return meet(rule.groups, viewer.kind === 'reader' ? viewer.groups : []);
    default:
      return rule.visibility satisfies never;
  }
}

function meet<Item extends number | string>(some: readonly Item[], others: readonly Item[]) {
  const shared = some.filter((item) => others.includes(item));
  return { admits: shared.length > 0, shared };
}

function holdsAll(rules: readonly VarRule[], viewer: Restricted): boolean {
  if (rules.length === 0) return true;
  if (viewer.kind !== 'reader') return false;
  const has = valuesOf(viewer.vars);
  return rules.every(({ name, values }) => {
    const value = has.get(name);
    return value !== undefined && values.includes(value);
  });
}
