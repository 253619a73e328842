import { computed, type ReadonlySignal, signal } from './signals.ts';

/** A screen of the panel. */
export type Place =
  | { readonly kind: 'home' }
  | { readonly kind: 'folder'; readonly id: number; readonly name: string }
  | { readonly kind: 'article'; readonly id: number }
  /** The contact form: one of several by its id, or the first. `subject` are words that the reader brings along. */
  | { readonly kind: 'form'; readonly formId?: number; readonly subject?: string };

/** The way the reader came, home first; the panel's own history. */
export interface Trail {
  /** Where the reader is. */
  readonly place: ReadonlySignal<Place>;
  readonly isHome: ReadonlySignal<boolean>;
  /** Which way the last step went. */
  readonly direction: ReadonlySignal<'forward' | 'back'>;
  go(place: Place): void;
  back(): void;
  home(): void;
}

/** @param root the place that all ways begin at. */
export function startTrail(root: ReadonlySignal<Place>): Trail {
  const steps = signal<readonly Place[]>([]);
  const direction = signal<'forward' | 'back'>('forward');
  return {
    place: computed(() => steps.value.at(-1) ?? root.value),
    isHome: computed(() => steps.value.length === 0),
    direction,
    go(place) {
      direction.value = 'forward';
      steps.value = [...steps.peek(), place];
    },
    back() {
      direction.value = 'back';
      steps.value = steps.peek().slice(0, -1);
    },
    home() {
      direction.value = 'back';
      steps.value = [];
    },
  };
}
