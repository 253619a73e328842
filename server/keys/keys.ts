import type { Door } from '../../contract/token.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { isLive, type KeySource, type SigningKey, stateOf } from '../tokens/signing-key.ts';
import type { KeyRequest } from './new-key.ts';
import { KeyRefused } from './refused.ts';
import { changeKey, findKey, insertKey, listKeys, loadKeys } from './rows.ts';
import { type KeySummary, type ListedKey, type MadeKey, signingKey, summary } from './summary.ts';
import { countUses } from './uses.ts';

/** Signing keys: one door of one site, one pinned algorithm, a life. */
export interface Keys extends KeySource {
  /** @throws KeyRefused `input_invalid` or, without such a site, `not_found` */
  make(request: KeyRequest): Promise<MadeKey>;
  /** Newest first, with what was used until now. */
  list(filter?: { site?: number; door?: Door }): Promise<ListedKey[]>;
  /**
   * Ends a key's life on a date, so that the next one can take over in between.
   * @throws KeyRefused `input_invalid` for a date that has passed, `not_found`, `conflict` when it has ended
   */
  retire(key: number, at: number): Promise<KeySummary>;
  /** Ends a key at once, and every session with it. Harmless when repeated. @throws KeyRefused `not_found` */
  revoke(key: number): Promise<KeySummary>;
  /** Revokes every earlier key of the door and makes a new one, all or nothing. @throws as `make` */
  reset(site: number, door: Door): Promise<MadeKey>;
  /** The key to sign with: the newest live one, rather one that is not about to retire. */
  signerOf(site: number, door: Door): Promise<SigningKey | undefined>;
  /** Writes the counted uses. Called on a timer and at the end, never while somebody waits. */
  flush(): Promise<void>;
}

export function openKeys(parts: { store: Store; clock: Clock }): Keys {
  const { store, clock } = parts;
  const uses = countUses(store, clock);
  let seen = { revision: -1, doors: new Map<string, Promise<readonly SigningKey[]>>() };

  function keysOf(site: number, door: Door): Promise<readonly SigningKey[]> {
    const revision = store.revisions().keys;
    if (seen.revision !== revision) seen = { revision, doors: new Map() };
    const { doors } = seen;
    const name = `${door} ${site}`;
    let keys = doors.get(name);
    if (!keys) {
      keys = loadKeys(store.read, site, door);
      keys.catch(() => doors.delete(name));
      doors.set(name, keys);
    }
    return keys;
  }

  return {
    keysOf,
    used: uses.count,
    flush: uses.flush,

    make: (request) => store.write((transaction) => insertKey(transaction, request, clock())),

    async list(filter = {}) {
      await uses.flush();
      return listKeys(store.read, filter, clock());
    },

    retire(id, at) {
      return store.write(async (transaction) => {
        const now = clock();
        const key = await findKey(transaction, id);
        if (at <= now) throw new KeyRefused('input_invalid', 'at', 'must be later than now');
        if (at <= key.active_from) {
          throw new KeyRefused('input_invalid', 'at', 'must be later than activeFrom');
        }
        const state = stateOf(signingKey(key), now);
        if (state === 'revoked' || state === 'retired') {
          throw new KeyRefused('conflict', 'id', `is ${state} already`);
        }
        return changeKey(transaction, id, { retire_at: at }, now);
      });
    },

    revoke(id) {
      return store.write(async (transaction) => {
        const now = clock();
        const key = await findKey(transaction, id);
        if (key.revoked_at !== null) return summary(key, now);
        return changeKey(transaction, id, { revoked_at: now }, now);
      });
    },

    reset(site, door) {
      return store.write(async (transaction) => {
        const now = clock();
        await transaction
          .updateTable('signing_key')
          .set({ revoked_at: now })
          .where('site_id', '=', site)
          .where('door', '=', door)
          .where('revoked_at', 'is', null)
          .execute();
        return insertKey(transaction, { site, door }, now);
      });
    },

    async signerOf(site, door) {
      const now = clock();
      const live = (await keysOf(site, door)).filter((key) => isLive(key, now));
      return live.find((key) => key.retireAt === null) ?? live[0];
    },
  };
}
