import type { Kysely, Transaction } from 'kysely';
import type { Schema, Topic } from './schema.ts';

/**
 * The database, whichever engine it is. Features write queries with the builder and never see the engine.
 */
export interface Store {
  /** For reading. Never waits for a writer. */
  readonly read: Reading;
  /**
   * Runs `work` in one transaction: all of it is stored, durably, or none.
   * Transactions of this process run one after the other; another process may hold the lock for a while.
   * @throws StoreBusy when the lock could not be had within five seconds.
   */
  write<Result>(work: (transaction: Writing) => Promise<Result>): Promise<Result>;
  /** How often each topic has changed, as of now, whoever changed it. Cheap: one page read. */
  revisions(): Revisions;
  close(): Promise<void>;
}

export type Reading = Kysely<Schema>;
export type Writing = Transaction<Schema>;
export type Revisions = Readonly<Record<Topic, number>>;

/** The write lock stayed taken by another process; nothing was stored. */
export class StoreBusy extends Error {
  override readonly name = 'StoreBusy';
  /** Seconds after which trying again makes sense. */
  readonly retryAfter = 1;
}
