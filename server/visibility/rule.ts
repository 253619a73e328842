import { Visibility, type VisibilityCode } from '../../contract/visibility.ts';
import type { Viewer } from './viewer.ts';

/** Whom one folder admits, its ancestors left aside. */
export interface FolderRule {
  readonly visibility: VisibilityCode;
  readonly companies: readonly number[];
  readonly segments: readonly number[];
  readonly groups: readonly string[];
}

/**
 * May this viewer see something that lies under all of these folders?
 * Strict inheritance: the folder itself and every ancestor must admit them.
 */
export function maySee(viewer: Viewer, folderAndAncestors: readonly FolderRule[]): boolean {
  return folderAndAncestors.length > 0 && folderAndAncestors.every((rule) => admits(rule, viewer));
}

/** Agents see everything. A restricted folder that names nobody admits nobody else. */
export function admits(rule: FolderRule, viewer: Viewer): boolean {
  if (viewer.kind === 'agent') return true;
  switch (rule.visibility) {
    case Visibility.everyone:
      return true;
    case Visibility.signedIn:
      return viewer.kind === 'reader';
    case Visibility.agents:
      return false;
    case Visibility.companies:
      return viewer.kind === 'reader' && meet(rule.companies, viewer.companies);
    case Visibility.bots:
      return viewer.kind === 'bot';
    case Visibility.contactSegments:
    case Visibility.companySegments:
      return viewer.kind === 'reader' && meet(rule.segments, viewer.segments);
    case Visibility.groups:
      return viewer.kind === 'reader' && meet(rule.groups, viewer.groups);
    default:
      return rule.visibility satisfies never;
  }
}

function meet<Item>(some: readonly Item[], others: readonly Item[]): boolean {
  return some.some((item) => others.includes(item));
}
