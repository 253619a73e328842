import { randomBytes } from 'node:crypto';
import type { FreshdeskDoor } from '../doors/freshdesk.ts';
import { Refusal } from '../http/problem.ts';
import { anonymous, type Viewer } from '../visibility/viewer.ts';

/**
 * Whom requests come from, for a process that looks at its own app as many viewers: it hands out passes to
 * itself, and no door is asked. A server that others can reach is never given one.
 */
export interface Passes {
  /** What to send as `Authorization`. */
  passFor(viewer: Viewer): string;
  /** @throws Refusal for what is no pass; nothing at all is anonymous */
  viewerWith(authorization: string | undefined): Viewer;
  readonly door: FreshdeskDoor;
}

export function openPasses(): Passes {
  const passes = new Map<string, Viewer>();

  function viewerWith(authorization: string | undefined): Viewer {
    if (authorization === undefined) return anonymous;
    const viewer = passes.get(authorization);
    if (!viewer) throw new Refusal('token_malformed');
    return viewer;
  }

  return {
    passFor(viewer) {
      const pass = `Pass ${randomBytes(32).toString('base64url')}`;
      passes.set(pass, viewer);
      return pass;
    },
    viewerWith,
    door: {
      async enter(_site, authorization) {
        return { viewer: viewerWith(authorization), token: null };
      },
      async verify() {
        throw new Refusal('token_malformed');
      },
    },
  };
}
