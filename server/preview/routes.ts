import type { Clock } from '../clock.ts';
import { parseInput } from '../http/input.ts';
import type { Route } from '../http/route.ts';
import type { Store } from '../store/store.ts';
import { accountOf } from './account.ts';
import { differenceOf } from './difference.ts';
import { differenceQuestion, visibilityQuestion } from './input.ts';
import type { Lookers } from './lookers.ts';

/** `/api/v1/visibility`: what somebody sees of a site and why, and who would see more or less after an edit. */
export function previewRoutes(parts: { store: Store; clock: Clock; lookers: Lookers }): Route[] {
  const { store, clock, lookers } = parts;
  return [
    {
      method: 'post',
      path: '/visibility',
      visibility: 'agent',
      async handle(request, response) {
        const { site, ...looker } = parseInput(visibilityQuestion, request.body);
        const viewer = await lookers.viewerOf(looker, site);
        response.json(await accountOf(store.read, site, viewer));
      },
    },
    {
      method: 'post',
      path: '/visibility/diff',
      visibility: 'agent',
      async handle(request, response) {
        const { site, edits } = parseInput(differenceQuestion, request.body);
        response.json(await differenceOf({ store, clock, site, edits }));
      },
    },
  ];
}
