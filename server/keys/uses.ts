import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';

export const hour = 3_600_000;

/** Counts how keys are used, in memory until they are written. */
export interface KeyUses {
  /** One accepted token. Touches memory alone. */
  count(key: number): void;
  /** Writes what was counted since the last time, in one transaction. Keeps it when that fails. */
  flush(): Promise<void>;
}

interface Count {
  uses: number;
  lastUsedAt: number;
}

export function countUses(store: Store, clock: Clock): KeyUses {
  let counts = new Map<number, Count>();

  function add(key: number, uses: number, lastUsedAt: number): void {
    const count = counts.get(key);
    if (count) {
      count.uses += uses;
      count.lastUsedAt = Math.max(count.lastUsedAt, lastUsedAt);
    } else {
      counts.set(key, { uses, lastUsedAt });
    }
  }

  return {
    count(key) {
      add(key, 1, clock());
    },
    async flush() {
      if (counts.size === 0) return;
      const written = counts;
      counts = new Map();
      try {
        await writeCounts(store, written);
      } catch (error) {
        for (const [key, { uses, lastUsedAt }] of written) add(key, uses, lastUsedAt);
        throw error;
      }
    },
  };
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
      await transaction
        .insertInto('signing_key_use')
        .values({
          key_id: id,
          hour: Math.floor(count.lastUsedAt / hour),
          uses: count.uses,
          last_used_at: count.lastUsedAt,
        })
        .onConflict((conflict) =>
          conflict.columns(['key_id', 'hour']).doUpdateSet((row) => ({
            uses: row('signing_key_use.uses', '+', row.ref('excluded.uses')),
            last_used_at: row.ref('excluded.last_used_at'),
          })),
        )
        .execute();
    }
  });
}
