import type { SearchAnswer } from '../../contract/widget-api.ts';
import { type Loaded, resource } from './resource.ts';
import { effect, type ReadonlySignal, signal, untracked } from './signals.ts';

/** Search as you type. */
export interface Search {
  /** What is typed, as it is. */
  readonly query: ReadonlySignal<string>;
  /** The words that `results` answer or will answer; empty where there is nothing to search for. */
  readonly asked: ReadonlySignal<string>;
  readonly results: ReadonlySignal<Loaded<SearchAnswer>>;
  type(query: string): void;
}

/** How long typing must rest, in milliseconds. */
const pause = 120;

/**
 * @param find read inside an effect: whatever signals it reads make it search again.
 * @param viewer changes with whoever is reading; results stay on the screen while typing, never across viewers.
 */
export function startSearch(parts: {
  find: (query: string) => Promise<SearchAnswer> | null;
  viewer: ReadonlySignal<number>;
  found: (query: string, count: number) => void;
}): Search {
  const query = signal('');
  const asked = signal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let shownTo = -1;

  const results = resource(
    () => {
      const words = asked.value;
      return words ? parts.find(words) : null;
    },
    () => {
      const isSame = shownTo === parts.viewer.value;
      shownTo = parts.viewer.value;
      return isSame && untracked(() => asked.value) !== '';
    },
  );

  effect(() => {
    const state = results.value;
    if (state.status === 'ready') untracked(() => parts.found(asked.value, state.value.total));
  });

  return {
    query,
    asked,
    results,
    type(next) {
      query.value = next;
      clearTimeout(timer);
      const words = next.trim();
      if (!words) asked.value = '';
      else {
        timer = setTimeout(() => {
          asked.value = words;
        }, pause);
      }
    },
  };
}
