import type { Door } from '../../contract/token.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../store/vault.ts';
import { isLive, type KeySource, type SecretKey, stateOf } from '../tokens/signing-key.ts';
import type { PublishedKeys } from './jwks.ts';
import type { KeyRequest } from './new-key.ts';
import { KeyRefused } from './refused.ts';
import { changeKey, findKey, insertKey, listKeys, loadKeys, sealSecrets } from './rows.ts';
import { isOne, type KeyOfRow } from './signing-keys.ts';
import { type KeySummary, type ListedKey, type MadeKey, summary } from './summary.ts';
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
  /** The secret to sign with: the newest live one, rather one that is not about to retire. */
  signerOf(site: number, door: Door): Promise<SecretKey | undefined>;
  /** Writes the counted uses. Called on a timer and at the end, never while somebody waits. */
  flush(): Promise<void>;
  /** Forgets uses that are too old to be shown. Called on a timer. */
  sweep(): Promise<void>;
}

/** @throws SealBroken, later, where the vault is not the one that the store's secrets were sealed by */
export async function openKeys(parts: {
  store: Store;
  clock: Clock;
  vault: Vault;
  published: PublishedKeys;
}): Promise<Keys> {
  const { store, clock, vault, published } = parts;
  const uses = countUses(store, clock);
  let seen = { revision: -1, doors: new Map<string, Promise<readonly KeyOfRow[]>>() };
  await store.write((transaction) => sealSecrets(transaction, vault));

  function rowsOf(site: number, door: Door): Promise<readonly KeyOfRow[]> {
    const revision = store.revisions().keys;
    if (seen.revision !== revision) seen = { revision, doors: new Map() };
    const { doors } = seen;
    const name = `${door} ${site}`;
    let keys = doors.get(name);
    if (!keys) {
      keys = loadKeys(store.read, vault, site, door);
      keys.catch(() => doors.delete(name));
      doors.set(name, keys);
    }
    return keys;
  }

  /** In one list where all of them are in the store, which spares the widget's door a turn. */
  async function keysOf(site: number, door: Door, kid?: string) {
    const rows = await rowsOf(site, door);
    if (rows.every(isOne)) return rows;
    const expanded = rows.map(async (row) => {
      if (isOne(row)) return row;
      return (await published.at(row.jwksUrl, kid)).map((key) => row.with(key));
    });
    return (await Promise.all(expanded)).flat();
  }

  return {
    keysOf,
    used: uses.count,
    measured: uses.measure,
    flush: uses.flush,
    sweep: uses.sweep,

    make: (request) =>
      store.write((transaction) => insertKey(transaction, vault, request, clock())),

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
        const state = stateOf({ retireAt: key.retire_at, revokedAt: key.revoked_at }, now);
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
        return insertKey(transaction, vault, { site, door }, now);
      });
    },

    async signerOf(site, door) {
      const now = clock();
      const live = (await rowsOf(site, door)).filter(
        (key): key is SecretKey => isOne(key) && key.alg !== 'EdDSA' && isLive(key, now),
      );
      return live.find((key) => key.retireAt === null) ?? live[0];
    },
  };
}
