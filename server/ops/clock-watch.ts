import type { Logger } from 'pino';
import type { Keys } from '../keys/keys.ts';

/**
 * Tells the operator, once for each key until it is right again, that the clock that signs with it is about to be too
 * far off for its door.
 */
export function openClockWatch({ keys, log }: { keys: Pick<Keys, 'list'>; log: Logger }) {
  let told = new Set<number>();
  return {
    async look(): Promise<void> {
      const wrong = (await keys.list()).filter(({ skewWarning }) => skewWarning !== null);
      for (const { id, site, door, skew, skewWarning } of wrong) {
        if (told.has(id)) continue;
        const facts = { key: id, site, door, seconds: skew, clock: skewWarning };
        log.warn(
          facts,
          'the clock that signs with this key is off: its tokens will soon be refused',
        );
      }
      told = new Set(wrong.map(({ id }) => id));
    },
  };
}
