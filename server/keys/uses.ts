import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';

const hour = 3_600_000;
const hoursInDay = 24;

/** Counts how keys are used, in memory until they are written. */
export interface KeyUses {
  /** One accepted token. Touches memory alone. */
  count(key: number): void;
  /** By how many seconds the clock that signed a token was ahead. Touches memory alone. */
  measure(key: number, skew: number): void;
  /** Writes what was counted since the last time, in one transaction. Keeps it when that fails. */
  flush(): Promise<void>;
  /** Forgets the hours that nothing is shown of any more. A key's last use stays. Called on a timer. */
  sweep(): Promise<void>;
}

interface Count {
  uses: number;
  /** When it was used or measured last. */
  at: number;
  /** Milliseconds. */
  skew: number | null;
}

export function countUses(store: Store, clock: Clock): KeyUses {
  let counts = new Map<number, Count>();

  function add(key: number, more: Count): void {
    const count = counts.get(key);
    counts.set(key, {
      uses: (count?.uses ?? 0) + more.uses,
      at: Math.max(more.at, count?.at ?? 0),
      skew: larger(more.skew, count?.skew ?? null),
    });
  }

  return {
    count(key) {
      add(key, { uses: 1, at: clock(), skew: null });
    },
    measure(key, skew) {
      add(key, { uses: 0, at: clock(), skew: Math.round(skew * 1_000) });
    },
    async flush() {
      if (counts.size === 0) return;
      const written = counts;
      counts = new Map();
      try {
        await writeCounts(store, written);
      } catch (error) {
        for (const [key, count] of written) add(key, count);
        throw error;
      }
    },
    async sweep() {
      const oldest = firstHourShown(clock());
      await store.write((transaction) =>
        transaction
          .deleteFrom('signing_key_use')
          .where('hour', '<', oldest)
          .where(({ or, eb, exists, selectFrom }) =>
            or([
              eb('uses', '=', 0),
              exists(
                selectFrom('signing_key_use as later')
                  .whereRef('later.key_id', '=', 'signing_key_use.key_id')
                  .whereRef('later.hour', '>', 'signing_key_use.hour')
                  .where('later.uses', '>', 0)
                  .select('later.hour'),
              ),
            ]),
          )
          .execute(),
      );
    },
  };
}

/** The first of the hours that make up a day until now, the one that runs included. */
export function firstHourShown(now: number): number {
  return Math.floor(now / hour) - hoursInDay + 1;
}

function larger(one: number | null, other: number | null): number | null {
  return one === null || other === null ? (one ?? other) : Math.max(one, other);
}

function writeCounts(store: Store, counts: ReadonlyMap<number, Count>): Promise<void> {
  return store.write(async (transaction) => {
    // A site may have been deleted together with its keys.
    const existing = await transaction
      .selectFrom('signing_key')
      .where('id', 'in', [...counts.keys()])
      .select('id')
      .execute();
    for (const { id } of existing) {
      const count = counts.get(id);
      if (!count) continue;
      const { uses, at, skew } = count;
      await transaction
        .insertInto('signing_key_use')
        .values({ key_id: id, hour: Math.floor(at / hour), uses, skew, last_used_at: at })
        .onConflict((conflict) =>
          conflict.columns(['key_id', 'hour']).doUpdateSet((row) => ({
            uses: row('signing_key_use.uses', '+', row.ref('excluded.uses')),
            // A token that was refused is no use, but it tells of the clock.
            last_used_at: row
              .case()
              .when('excluded.uses', '>', 0)
              .then(row.ref('excluded.last_used_at'))
              .else(row.ref('signing_key_use.last_used_at'))
              .end(),
            skew: row.fn.coalesce(
              row.fn<number>('max', ['signing_key_use.skew', 'excluded.skew']),
              'signing_key_use.skew',
              'excluded.skew',
            ),
          })),
        )
        .execute();
    }
  });
}
