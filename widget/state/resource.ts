import { ApiError } from '../api/api-error.ts';
import type { WidgetErrorCode } from '../public.ts';
import { answerOf } from '../session/answers.ts';
import { effect, type ReadonlySignal, signal } from './signals.ts';

/** Something that the server is asked for. */
export type Loaded<Value> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: Value }
  | { readonly status: 'failed'; readonly code: WidgetErrorCode };

const loading = { status: 'loading' } as const;

/**
 * Loads again whenever a signal that `load` reads has changed. Only the latest load counts.
 * @param load null where there is nothing to ask for now.
 * @param keep whether the last value may stay until the next one is there.
 */
export function resource<Value>(
  load: () => Promise<Value> | null,
  keep?: () => boolean,
): ReadonlySignal<Loaded<Value>> {
  const loaded = signal<Loaded<Value>>(loading);
  let latest = 0;
  effect(() => {
    const mine = ++latest;
    const settle = (next: Loaded<Value>) => {
      if (mine === latest) loaded.value = next;
    };
    const asked = load();
    const mayStay = keep?.();
    const value = asked && answerOf(asked);
    if (value) return settle({ status: 'ready', value });
    if (!(mayStay && loaded.peek().status === 'ready')) settle(loading);
    asked?.then(
      (value) => settle({ status: 'ready', value }),
      (error) => {
        const code = error instanceof ApiError ? error.code : 'internal';
        if (code !== 'superseded') settle({ status: 'failed', code });
      },
    );
  });
  return loaded;
}
