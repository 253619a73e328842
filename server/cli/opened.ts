import type { Clock } from '../clock.ts';
import type { Keys } from '../keys/keys.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../store/vault.ts';

/** What a command works on. */
export interface Opened {
  readonly store: Store;
  /** Opens what is stored sealed. */
  readonly vault: Vault;
  readonly keys: Keys;
  readonly clock: Clock;
  /** The database's file. */
  readonly database: string;
  /** The public address, without a slash at the end. */
  readonly url: string;
  /** The folder of articles' files. */
  readonly files: string;
}

export type Open = () => Promise<Opened>;

/** Opens, works, and closes whatever happened. */
export async function withOpened<Result>(
  open: Open,
  work: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  const opened = await open();
  try {
    return await work(opened);
  } finally {
    await opened.store.close();
  }
}

/** One line for the person at the terminal. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
