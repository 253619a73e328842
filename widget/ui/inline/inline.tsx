import type { HelpControl } from '../../state/help.ts';
import type { Drawing } from '../mount.tsx';
import { type Inset, openInset } from './inset.tsx';
import { wishOf } from './wish.ts';

/** What stands in the page's own flow: `<porchlight-help>` and `<porchlight-article>`. */
export interface Inline {
  /** An element has come, changed or gone. */
  look(element: unknown): Promise<void>;
  /** The widget rests, or is back: so are they. */
  lookAgain(): Promise<void>;
}

export function startInline(parts: {
  host: Drawing['host'];
  /** Of all that is drawn. */
  controls: Set<HelpControl>;
  draw: () => Promise<Drawing>;
  /** There may be more or less to look at. */
  attend: () => void;
}): Inline {
  const { host, controls, draw, attend } = parts;
  /** Every element on the page, with what it shows, if anything. */
  const known = new Map<HTMLElement, Inset | null>();
  const told = new WeakMap<HTMLElement, string>();

  async function look(element: unknown): Promise<void> {
    if (!(element instanceof HTMLElement)) return;
    if (element.isConnected) known.set(element, known.get(element) ?? null);
    else {
      end(element);
      known.delete(element);
    }
    await show(element);
  }

  async function show(element: HTMLElement): Promise<void> {
    const drawing = known.has(element) && host.container.isConnected ? await draw() : null;
    // Whatever has happened meanwhile counts.
    const isWanted = drawing && known.has(element) && host.container.isConnected;
    const wish = isWanted ? wishIn(element) : null;
    const shown = known.get(element);
    if (!wish || !drawing) end(element);
    else if (!shown?.follow(wish)) {
      end(element);
      const inset = openInset(element, wish, drawing);
      known.set(element, inset);
      controls.add(inset.control);
    }
    attend();
  }

  function end(element: HTMLElement): void {
    const inset = known.get(element);
    if (!inset) return;
    known.set(element, null);
    controls.delete(inset.control);
    inset.end();
  }

  function wishIn(element: HTMLElement) {
    const { wish, faults } = wishOf(element);
    const words = faults.join('; ');
    if (words && told.get(element) !== words) {
      console.warn(`[Porchlight] <${element.localName}>: ${words}.`);
    }
    told.set(element, words);
    return wish;
  }

  return {
    look,
    async lookAgain() {
      // By then the widget has gone, or is there.
      await null;
      for (const element of known.keys()) void show(element).catch(() => {});
    },
  };
}
