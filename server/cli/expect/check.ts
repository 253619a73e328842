import { accountOf } from '../../preview/account.ts';
import type { Lookers } from '../../preview/lookers.ts';
import type { Viewer } from '../../visibility/viewer.ts';
import type { Opened } from '../opened.ts';
import { crawl } from './crawl.ts';
import { type Expectations, ExpectationsError, isUnnamed } from './form.ts';
import { gapsFor, nameOf, tracesOf, type Witness } from './judge.ts';
import { openOwnApp } from './own-app.ts';
import { type Library, readLibrary, type Target } from './targets.ts';

/** One rule for one viewer and one thing. */
export interface Outcome {
  readonly who: string;
  readonly expects: 'sees' | 'does not see';
  readonly what: string;
  /** Where it is otherwise; empty where the rule holds. */
  readonly faults: readonly string[];
  /** Which rule of the site decides. */
  readonly why: string;
}

export interface Checked {
  readonly outcomes: readonly Outcome[];
  /** How many answers were read, by viewer. */
  readonly read: ReadonlyMap<string, number>;
}

/**
 * Checks what a file expects against everything that each viewer can reach.
 * @throws ExpectationsError where a rule names what does not exist: it would hold whatever happens
 */
export async function checkExpectations(parts: {
  opened: Opened;
  lookers: Lookers;
  file: string;
  expectations: Expectations;
}): Promise<Checked> {
  const { opened, lookers, file, expectations } = parts;
  const { site, rules } = expectations;
  const library = await readLibrary(opened.store.read, site);
  const targets = targetsOf(file, expectations, library);
  const app = await openOwnApp(opened);
  try {
    const witnesses = new Map<string, Witness>();
    const outcomes: Outcome[] = [];
    for (const who of new Set(rules.flatMap((rule) => rule.who))) {
      const viewer = await viewerNamed(who, expectations, lookers);
      const corpus = await crawl(app, viewer, library);
      witnesses.set(who, { app, viewer, library, corpus });
    }
    for (const rule of rules) {
      for (const who of rule.who) {
        const witness = witnesses.get(who);
        if (!witness) continue;
        for (const expects of ['sees', 'does not see'] as const) {
          for (const name of rule[expects] ?? []) {
            for (const target of targets.get(name) ?? []) {
              const faults = await (expects === 'sees' ? gapsFor : tracesOf)(witness, target);
              const why = await whyOf(opened, site, witness.viewer, target);
              outcomes.push({ who, expects, what: nameOf(target), faults, why });
            }
          }
        }
      }
    }
    const read = [...witnesses].map(([who, { corpus }]) => [who, corpus.size] as const);
    return { outcomes, read: new Map(read) };
  } finally {
    await app.close();
  }
}

function targetsOf(
  file: string,
  { rules }: Expectations,
  library: Library,
): ReadonlyMap<string, readonly Target[]> {
  const names = new Set(
    rules.flatMap((rule) => [...(rule.sees ?? []), ...(rule['does not see'] ?? [])]),
  );
  const targets = new Map([...names].map((name) => [name, library.find(name)]));
  const missing = [...targets].filter(([, found]) => found.length === 0);
  if (missing.length > 0) {
    const faults = missing.map(
      ([name]) => `names "${name}", and there is no such folder or article`,
    );
    throw new ExpectationsError(file, faults);
  }
  return targets;
}

async function viewerNamed(
  who: string,
  { readers, site }: Expectations,
  lookers: Lookers,
): Promise<Viewer> {
  const reader = Object.hasOwn(readers, who) ? readers[who] : undefined;
  if (reader) return lookers.viewerOf({ reader, door: 'freshdesk' }, site);
  if (!isUnnamed(who)) throw new Error(`There is no reader "${who}".`);
  return lookers.viewerOf({ as: who, door: 'freshdesk' }, site);
}

async function whyOf(opened: Opened, site: number, viewer: Viewer, target: Target) {
  const { folders, articles } = await accountOf(opened.store.read, site, viewer);
  const things = target.kind === 'folder' ? folders : articles;
  return things.find(({ id }) => id === target.id)?.why ?? 'It is not there.';
}
