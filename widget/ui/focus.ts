import type { Place, Trail } from '../state/place.ts';

/** Focus follows the reader: into the panel, to each new screen, and back to the row they came from. */
export interface FocusKeeper {
  /** The panel has opened. */
  enter(): void;
  /** The panel was drawn at `place`. */
  follow(place: Place): void;
}

export function keepFocus(root: HTMLElement, trail: Trail): FocusKeeper {
  let last: Place | null = null;

  function find(selector: string): HTMLElement | null {
    return root.querySelector<HTMLElement>(selector);
  }

  return {
    enter() {
      // A keyboard on the screen would cover what a finger came to read.
      const isTouch = matchMedia('(pointer: coarse)').matches;
      (isTouch ? find('.panel') : (find('input') ?? find('.screen')))?.focus({
        preventScroll: true,
      });
    },
    follow(place) {
      const from = last;
      last = place;
      if (!from || from === place) return;
      const row = trail.direction.peek() === 'back' ? find(`[data-row="${rowOf(from)}"]`) : null;
      if (row) row.focus();
      else find('.screen')?.focus({ preventScroll: true });
    },
  };
}

/** The name of the row that leads to a place. */
export function rowOf(place: Place): string {
  return 'id' in place ? `${place.kind}-${place.id}` : place.kind;
}
