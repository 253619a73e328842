import type { Reading } from '../store/store.ts';
import { type Explanation, explain, readRules } from '../visibility/explain.ts';
import type { Viewer } from '../visibility/viewer.ts';
import { findContents, type SiteContents } from './find.ts';
import { spellExplanation, spellRule } from './spell.ts';

/** What a viewer sees of a site, and why each thing is visible or not. */
export interface Account {
  readonly viewer: SpeltViewer;
  readonly folders: readonly FolderAccount[];
  readonly articles: readonly ArticleAccount[];
}

export interface SpeltViewer {
  readonly kind: Viewer['kind'];
  readonly email?: string;
  readonly name?: string;
  readonly companies?: readonly string[];
  readonly segments?: readonly string[];
  readonly groups?: readonly string[];
  readonly vars?: Readonly<Record<string, unknown>>;
}

export interface FolderAccount {
  readonly id: number;
  readonly name: string;
  readonly category: number;
  readonly parent: number | null;
  /** Whom its own rule admits. */
  readonly rule: string;
  readonly visible: boolean;
  readonly why: string;
  /** The outermost folder that refuses. */
  readonly closedBy: number | null;
}

export interface ArticleAccount {
  readonly id: number;
  readonly title: string;
  readonly folder: number;
  readonly visible: boolean;
  readonly why: string;
}

/** @throws Refusal `not_found` where there is no such site */
export async function accountOf(read: Reading, site: number, viewer: Viewer): Promise<Account> {
  const contents = await findContents(read, site);
  const rules = await readRules(
    read,
    contents.categories.map(({ id }) => id),
  );
  const explained = new Map([...rules.keys()].map((id) => [id, explain(viewer, id, rules)]));
  const inNone: Explanation = { isVisible: false, steps: [], closedBy: null };
  return {
    viewer: spellViewer(viewer, contents),
    folders: [...rules.values()].map(({ id, category, parent, rule }) => {
      const explanation = explained.get(id) ?? inNone;
      return {
        ...{ id, name: contents.folders.get(id) ?? '', category, parent },
        rule: spellRule(rule, contents),
        visible: explanation.isVisible,
        why: spellExplanation(explanation, contents),
        closedBy: explanation.closedBy?.folder ?? null,
      };
    }),
    articles: contents.articles.map(({ id, title, folder, isPublished }) => {
      const explanation = explained.get(folder) ?? inNone;
      return {
        ...{ id, title, folder },
        visible: isPublished && explanation.isVisible,
        why: isPublished
          ? spellExplanation(explanation, contents)
          : 'None of its texts is published.',
      };
    }),
  };
}

function spellViewer(viewer: Viewer, { companies, segments }: SiteContents): SpeltViewer {
  if (viewer.kind !== 'reader') return { kind: viewer.kind };
  const { kind, email, name, groups, vars } = viewer;
  return {
    ...{ kind, name },
    ...(email !== null && { email }),
    companies: viewer.companies.map((id) => companies.get(id) ?? String(id)),
    segments: viewer.segments.map((id) => segments.get(id) ?? String(id)),
    ...{ groups, vars },
  };
}
