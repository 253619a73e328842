import type { SearchAnswer } from '../../contract/widget-api.ts';
import { type Loaded, resource } from './resource.ts';
import { type ReadonlySignal, untracked } from './signals.ts';
import type { Typing } from './typing.ts';

/** Searches as the viewer of now; null while nothing is to be asked. To be read inside an effect. */
export type Find = (query: string) => Promise<SearchAnswer> | null;

/**
 * Search as you type.
 * @param find whatever signals it reads make it search again.
 * @param viewer changes with whoever is reading; results stay on the screen while typing, never across viewers.
 */
export function resultsOf(
  { asked }: Typing,
  find: Find,
  viewer: ReadonlySignal<number>,
): ReadonlySignal<Loaded<SearchAnswer>> {
  let shownTo = -1;
  return resource(
    () => {
      const words = asked.value;
      return words ? find(words) : null;
    },
    () => {
      const isSame = shownTo === viewer.value;
      shownTo = viewer.value;
      return isSame && untracked(() => asked.value) !== '';
    },
  );
}
