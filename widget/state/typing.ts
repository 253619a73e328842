import { type ReadonlySignal, signal } from './signals.ts';

/** What a reader types to search for. */
export interface Typing {
  /** What is typed, as it is. */
  readonly query: ReadonlySignal<string>;
  /** The words to search for once typing rests; empty where there is nothing to search for. */
  readonly asked: ReadonlySignal<string>;
  type(query: string): void;
}

/** How long typing must rest, in milliseconds. */
const pause = 120;

export function startTyping(): Typing {
  const query = signal('');
  const asked = signal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    query,
    asked,
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
