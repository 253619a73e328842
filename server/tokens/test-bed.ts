import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Keys, openKeys } from '../keys/keys.ts';
import { openSqlite } from '../store/sqlite/open.ts';
import type { Store } from '../store/store.ts';
import { openVerifier, type Verifier } from './verify.ts';

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

export async function makeTestBed(): Promise<TestBed> {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-tokens-'));
  const file = join(folder, 'test.db');
  const store = await openSqlite(file);
  const clock = () => bed.now;
  const keys = openKeys({ store, clock });
  const bed: TestBed = {
    store,
    site: await addSite(store),
    keys,
    verifier: openVerifier({ keys, store, clock }),
    file,
    now: Date.UTC(2026, 6, 1, 12),
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

/** A valid token's claims, ten minutes long. */
export function adasClaims(now: number): Record<string, unknown> {
  return { name: 'Ada', email: 'ada@example.com', exp: Math.floor(now / 1_000) + 600 };
}

/** Signs by hand, so that a token can be as wrong as a test needs it; texts are taken as they are. */
export function signByHand(
  secret: string | Uint8Array,
  claims: unknown,
  header: unknown = { alg: 'HS256', typ: 'JWT' },
): string {
  const segments = [header, claims].map((part) => {
    const bytes =
      part instanceof Uint8Array || typeof part === 'string' ? part : JSON.stringify(part);
    return Buffer.from(bytes).toString('base64url');
  });
  const signed = segments.join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
