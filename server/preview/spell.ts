import { Visibility } from '../../contract/visibility.ts';
import type { Explanation, Step } from '../visibility/explain.ts';
import type { FolderRule } from '../visibility/rule.ts';
import type { Names, SiteContents } from './find.ts';

// Verdicts in words. They decide nothing.

/** Whom a folder is for, e.g. `readers of Acme or Globex whose user.plan is pro`. */
export function spellRule(rule: FolderRule, contents: SiteContents): string {
  const vars = rule.vars.map(({ name, values }) => `${name} is ${either(values)}`);
  return [whom(rule, contents), ...(vars.length > 0 ? [`whose ${vars.join(' and ')}`] : [])].join(
    ' ',
  );
}

function whom(rule: FolderRule, { companies, segments }: SiteContents): string {
  switch (rule.visibility) {
    case Visibility.everyone:
      return rule.vars.length > 0 ? 'readers' : 'everyone';
    case Visibility.signedIn:
      return 'signed-in readers';
    case Visibility.agents:
      return 'agents';
    case Visibility.companies:
      return `readers of ${either(namesOf(rule.companies, companies))}`;
    case Visibility.bots:
      return 'bots';
    case Visibility.contactSegments:
      return `contacts in ${either(namesOf(rule.segments, segments))}`;
    case Visibility.companySegments:
      return `readers of companies in ${either(namesOf(rule.segments, segments))}`;
    case Visibility.groups:
      return `readers in the group ${either(rule.groups)}`;
    default:
      return rule.visibility satisfies never;
  }
}

/** Why a folder, or what lies in it, is visible or not; one sentence. */
export function spellExplanation(explanation: Explanation, contents: SiteContents): string {
  const { isVisible, steps, closedBy } = explanation;
  const [own] = steps;
  if (isVisible) {
    if (own?.by === 'agent') return 'Agents see everything.';
    const restricted = steps.filter((step) => spellRule(step.rule, contents) !== 'everyone');
    if (restricted.length === 0) return 'Everyone sees it.';
    const reasons = restricted.map(
      (step) => `${folderName(step, contents)} ${admission(step, contents)}`,
    );
    const all = reasons.toReversed().join('; ');
    return `${all.charAt(0).toUpperCase()}${all.slice(1)}.`;
  }
  if (!closedBy) return 'It lies in no folder.';
  const rule = spellRule(closedBy.rule, contents);
  return `Closed by ${folderName(closedBy, contents)}, which is for ${rule}.`;
}

function admission({ rule, shared }: Step, contents: SiteContents): string {
  const names =
    rule.visibility === Visibility.companies
      ? namesOf(shared, contents.companies)
      : rule.visibility === Visibility.groups
        ? shared.map(String)
        : namesOf(shared, contents.segments);
  const by = shared.length > 0 ? `, by ${names.map((name) => `"${name}"`).join(' and ')}` : '';
  return `is for ${spellRule(rule, contents)}${by}`;
}

function folderName({ folder }: Step, { folders }: SiteContents): string {
  return `the folder "${folders.get(folder) ?? folder}"`;
}

function namesOf(ids: readonly (number | string)[], names: Names): string[] {
  return ids.map((id) => names.get(Number(id)) ?? String(id));
}

function either(names: readonly string[]): string {
  return names.length === 0 ? 'nobody' : names.join(' or ');
}
