import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../clock.ts';
import { openSqlite } from '../store/sqlite/open.ts';
import type { Store } from '../store/store.ts';
import { openVault } from '../store/vault.ts';
import { openVerifier, type Verifier } from '../tokens/verify.ts';
import type { FetchJwks } from './fetch-jwks.ts';
import { openPublishedKeys } from './jwks.ts';
import { type Keys, openKeys } from './keys.ts';

/** For tests: a store in a temporary folder with one site, its keys, a verifier, and the clock in hand. */
export interface TestBed extends AsyncDisposable {
  readonly store: Store;
  readonly site: number;
  readonly keys: Keys;
  readonly verifier: Verifier;
  readonly file: string;
  /** Milliseconds since 1970; set it to move the time. */
  now: number;
}

/** For tests: all share it. */
export const testVault = openVault('the master key of a test, 40 bytes long.');

/** For tests: keys on a store. */
export function openTestKeys(
  store: Store,
  clock: Clock,
  fetchJwks: FetchJwks = async () => ({ keys: [] }),
): Promise<Keys> {
  return openKeys({
    store,
    clock,
    vault: testVault,
    published: openPublishedKeys({ fetchJwks, clock }),
  });
}

export async function makeTestBed(fetchJwks?: FetchJwks): Promise<TestBed> {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-tokens-'));
  const file = join(folder, 'test.db');
  const store = await openSqlite(file);
  let now = Date.UTC(2026, 6, 1, 12);
  const clock = () => now;
  const keys = await openTestKeys(store, clock, fetchJwks);
  const bed: TestBed = {
    store,
    site: await addSite(store),
    keys,
    verifier: openVerifier({ keys, store, clock }),
    file,
    get now() {
      return now;
    },
    set now(time) {
      now = time;
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
  return bed;
}

export async function addSite(store: Store): Promise<number> {
  const { id } = await store.write((transaction) =>
    transaction
      .insertInto('site')
      .values({ name: 'Help', primary_locale: 'en', locales: '[]', created_at: 0, updated_at: 0 })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return id;
}
