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
  /** The row to go back to, until it has been drawn. */
  let awaited = '';

  function find(selector: string): HTMLElement | null {
    return root.querySelector<HTMLElement>(selector);
  }

  return {
    enter() {
      // A keyboard on the screen would cover what a finger came to read.
      const isTouch = matchMedia('(pointer: coarse)').matches;
      const first = isTouch ? find('.panel') : (find('input') ?? find('.screen'));
      first?.focus({ preventScroll: true });
    },
    follow(place) {
      const from = last;
      last = place;
      if (from && from !== place) {
        awaited = trail.direction.peek() === 'back' ? `[data-row="${rowOf(from)}"]` : '';
        find('.screen')?.focus({ preventScroll: true });
      }
      const row = awaited ? find(awaited) : null;
      if (!row) return;
      // Whoever has moved on by now stays where they are.
      if (find('.screen:focus')) row.focus();
      awaited = '';
    },
  };
}

/** The name of the row that leads to a place. */
export function rowOf(place: Place): string {
  return 'id' in place ? `${place.kind}-${place.id}` : place.kind;
}
