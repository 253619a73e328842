import type { Commands } from './commands.ts';

type Face = (name?: unknown, ...values: unknown[]) => unknown;

/**
 * The two globals, which drive the same widget, and the queues that waited in their place.
 * @returns what puts them on the page; harmless when repeated, and mends what the page has deleted.
 */
export function claimGlobals(commands: Commands): () => void {
  const page: Record<string, unknown> = window as never;
  let isHinted = false;

  const own: Face = (name, ...values) => {
    const command = commands[name as string];
    if (command) return command(...(values as never[]));
    if (!isHinted) console.warn('[Porchlight] unknown command', name);
    isHinted = true;
  };
  Object.assign(own, commands);

  const dropIn: Face = (...entry) => {
    own(...entry);
  };

  /** Takes the place of a stub, and of any stub that is put there later. */
  function claim(name: string, face: Face): void {
    const stub = page[name];
    let present: unknown = face;
    try {
      Object.defineProperty(page, name, {
        configurable: true,
        get: () => present,
        set(next) {
          if (!drain(next, own)) present = next;
        },
      });
    } catch {
      // Declared with `var` or `function`, which cannot be defined anew.
      page[name] = face;
    }
    drain(stub, own);
  }

  return () => {
    claim('FreshworksWidget', dropIn);
    claim('Porchlight', own);
  };
}

/**
 * Replays what waits in a stub's queue, in order and once, and everything that is ever put there later.
 * Entries are arrays or `arguments`.
 * @returns whether it was a stub.
 */
export function drain(stub: unknown, replay: Face): boolean {
  const queue = (Object(stub) as { q?: unknown }).q;
  if (!Array.isArray(queue)) return false;
  const take = (...entries: unknown[]): number => {
    for (const entry of entries) replay.apply(null, Object(entry));
    return 0;
  };
  const waiting: unknown[] = queue.splice(0);
  queue.push = take;
  take(...waiting);
  return true;
}
