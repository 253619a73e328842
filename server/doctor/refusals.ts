import type { Door } from '../../contract/token.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import type { SignInRefused } from '../tokens/refused.ts';
import type { KeySource } from '../tokens/signing-key.ts';
import { type Diagnosis, diagnose } from './diagnose.ts';
import { openWhenUsed } from './used.ts';

/** A sign-in that was refused, kept without the token. */
export interface RefusedSignIn {
  readonly reference: string;
  readonly site: number;
  readonly door: Door;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly diagnosis: Diagnosis;
}

/** The host names that tokens for a site may name. */
export type HostsOf = (site: number) => Promise<readonly string[]>;

export interface Refusals {
  /** Notes a refused token under the id of its request, off the request's path. Never throws. */
  note(refused: SignInRefused): void;
  /** Null where there is none, or none any more. */
  find(reference: string): Promise<RefusedSignIn | null>;
  /** Stores what was noted. Called on a timer. */
  flush(): Promise<void>;
  /** Forgets what is old. Called on a timer. */
  sweep(): Promise<void>;
}

const kept = 7 * 24 * 3_600_000;
/** Between two flushes. Whoever floods the door with rubbish fills this and no more. */
const mostWaiting = 200;
/** Rubbish can be long; its first part says enough. */
const longestToken = 16_384;

/** Each is looked at by the verifier itself, so that what is kept is what happened. */
export function openRefusals(parts: {
  store: Store;
  keys: KeySource;
  hostsOf: HostsOf;
  clock: Clock;
}): Refusals {
  const { store, keys, hostsOf, clock } = parts;
  const whenUsed = openWhenUsed(store.read);
  let waiting = new Map<string, Promise<RefusedSignIn | null>>();

  async function look({ token, code, ...refused }: SignInRefused): Promise<RefusedSignIn | null> {
    const { site, door } = refused;
    const at = clock();
    try {
      const circumstances = { site, door, keys, now: at, hosts: await hostsOf(site) };
      const diagnosis = await diagnose(token.slice(0, longestToken), circumstances, {
        ...{ whenUsed, refusedWith: code },
      });
      return { ...refused, at, diagnosis };
    } catch {
      return null;
    }
  }

  async function stored(reference: string): Promise<RefusedSignIn | null> {
    const row = await store.read
      .selectFrom('refused_sign_in')
      .where('reference', '=', reference)
      .where('at', '>', clock() - kept)
      .selectAll()
      .executeTakeFirst();
    if (!row) return null;
    // Written by this file alone.
    const diagnosis: Diagnosis = JSON.parse(row.diagnosis);
    return { reference, site: row.site_id, door: row.door, at: row.at, diagnosis };
  }

  return {
    note(refused) {
      if (waiting.size >= mostWaiting || refused.token === '') return;
      waiting.set(refused.reference, look(refused));
    },

    async find(reference) {
      return (await waiting.get(reference)) ?? stored(reference);
    },

    async flush() {
      if (waiting.size === 0) return;
      const batch = waiting;
      waiting = new Map();
      const rows = (await Promise.all(batch.values())).filter((row) => row !== null);
      if (rows.length === 0) return;
      await store.write((transaction) =>
        transaction
          .insertInto('refused_sign_in')
          .values(
            rows.map(({ reference, site, door, at, diagnosis }) => ({
              ...{ reference, door, at, site_id: site },
              code: diagnosis.code ?? 'internal',
              diagnosis: JSON.stringify(diagnosis),
            })),
          )
          .onConflict((conflict) => conflict.doNothing())
          .execute(),
      );
    },

    async sweep() {
      await store.write((transaction) =>
        transaction
          .deleteFrom('refused_sign_in')
          .where('at', '<=', clock() - kept)
          .execute(),
      );
    },
  };
}
