import QuickLRU from 'quick-lru';
import type { Store } from '../store/store.ts';
import type { Audience } from '../visibility/audience.ts';

/** What was made before, for the same audience. */
export interface Remembered<Value> {
  /**
   * What is named `name` for this audience, made at most once while nothing changes.
   * `name` must hold everything that `make` depends on besides the audience; nothing of a single reader may enter.
   */
  remembered(audience: Audience, name: string, make: () => Promise<Value>): Promise<Value>;
}

/** @param size how many are kept. */
export function openRemembered<Value>(store: Store, size: number): Remembered<Value> {
  const known = new QuickLRU<string, Promise<Value>>({ maxSize: size });
  let seen = '';

  return {
    remembered(audience, name, make) {
      const { knowledge, sites } = store.revisions();
      const current = `${knowledge} ${sites}`;
      if (current !== seen) {
        known.clear();
        seen = current;
      }
      const key = `${audience.key} ${name}`;
      const before = known.get(key);
      if (before) return before;
      const value = make();
      // An audience found before the latest change may not be shown again for it.
      if (audience.revision === knowledge) {
        known.set(key, value);
        const forget = () => {
          if (known.get(key) === value) known.delete(key);
        };
        value.then(() => store.revisions().knowledge !== knowledge && forget(), forget);
      }
      return value;
    },
  };
}
