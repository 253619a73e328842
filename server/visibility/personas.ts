import { createHash } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { valuesOf } from './vars.ts';
import { anonymous, type Viewer } from './viewer.ts';

declare const madeHere: unique symbol;

/** For whom an article's text is made, and what it may be remembered under beside the audience. */
export interface Persona {
  /** The same for all who read the same; empty where everyone of an audience does. Belongs into an answer's name. */
  readonly key: string;
  /** Whose values and memberships count. */
  readonly viewer: Viewer;
  readonly [madeHere]: true;
}

/** Reads what everyone reads. */
export const everybody = personaOf('', anonymous);

export interface Personas {
  /** As whom `viewer` reads the text of `article`: as everybody does, unless the text differs from reader to reader. */
  of(viewer: Viewer, article: number): Promise<Persona>;
}

export function openPersonas(store: Store): Personas {
  let articles: ReadonlySet<number> = new Set();
  let seen = -1;

  async function personalArticles(): Promise<ReadonlySet<number>> {
    const revision = store.revisions().knowledge;
    if (revision === seen) return articles;
    const rows = await store.read
      .selectFrom('article_text')
      .where('personal', '=', 1)
      .select('article_id')
      .distinct()
      .execute();
    const found = new Set(rows.map((row) => row.article_id));
    if (store.revisions().knowledge === revision) {
      articles = found;
      seen = revision;
    }
    return found;
  }

  return {
    async of(viewer, article) {
      if (viewer.kind === 'agent') return personaOf('agent', viewer);
      if (viewer.kind !== 'reader' || !(await personalArticles()).has(article)) return everybody;
      return personaOf(dependsOn(viewer), viewer);
    },
  };
}

function personaOf(key: string, viewer: Viewer): Persona {
  return { key, viewer } as Persona;
}

const known = new WeakMap<Viewer, string>();

/** Everything of a reader that a text may depend on. */
function dependsOn(viewer: Extract<Viewer, { kind: 'reader' }>): string {
  const before = known.get(viewer);
  if (before !== undefined) return before;
  const parts = JSON.stringify([[...viewer.groups].sort(), [...valuesOf(viewer.vars)].sort()]);
  const digest = createHash('sha256').update(parts).digest('base64url');
  known.set(viewer, digest);
  return digest;
}
