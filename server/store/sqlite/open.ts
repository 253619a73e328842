import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { Kysely, type Transaction } from 'kysely';
import type { Schema } from '../schema.ts';
import { type Revisions, type Store, StoreBusy } from '../store.ts';
import { nodeSqliteDialect, SqliteConnection } from './dialect.ts';
import { migrate } from './migrate.ts';

/** The serving thread may stand still for this long, in milliseconds, and no longer. */
const busyTimeout = 50;
/** How long a write tries for the lock before it gives up, in milliseconds. */
const lockPatience = 5_000;
const lockPause = 25;

/** Of this process, whichever store made them. What is known of the file before a commit is old after it. */
let commits = 0;

/**
 * Opens, and where needed makes and migrates, the SQLite database in `file`.
 * Two connections: one reads and never waits, one writes.
 */
export async function openSqlite(file: string): Promise<Store> {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  // Signing keys are in it: made for its owner alone, whatever the folder allows.
  closeSync(openSync(file, 'a', 0o600));
  const writer = new DatabaseSync(file, { timeout: busyTimeout });
  writer.exec('pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on;');
  await withLock(() => migrate(writer));
  const reader = new DatabaseSync(file, { timeout: busyTimeout, readOnly: true });

  const read = new Kysely<Schema>({ dialect: nodeSqliteDialect(new SqliteConnection(reader)) });
  const writeConnection = new Kysely<Schema>({
    dialect: nodeSqliteDialect(new SqliteConnection(writer)),
  });
  let turn: Promise<unknown> = Promise.resolve();

  async function write<Result>(work: (transaction: Transaction<Schema>) => Promise<Result>) {
    await withLock(() => writer.exec('begin immediate'));
    try {
      // A Transaction differs from a Kysely in its type alone: it is how queries say that they belong to one.
      const result = await work(writeConnection as Transaction<Schema>);
      await withLock(() => writer.exec('commit'));
      commits += 1;
      return result;
    } catch (error) {
      if (writer.isTransaction) writer.exec('rollback');
      throw error;
    }
  }

  const dataVersion = reader.prepare('pragma data_version');
  const revisionRows = reader.prepare('select topic, number from revision');
  let seenVersion: unknown;
  let seenRevisions = readRevisions([]);
  // A request asks several times: the file is looked at once in a turn of the event loop and after a commit.
  let currentUntil = -1;

  return {
    read,
    write(work) {
      const result = turn.then(() => write(work));
      turn = result.catch(() => {});
      return result;
    },
    revisions() {
      if (currentUntil === commits) return seenRevisions;
      currentUntil = commits;
      setImmediate(() => {
        currentUntil = -1;
      });
      const version = dataVersion.get()?.data_version;
      if (version !== seenVersion) {
        seenRevisions = readRevisions(revisionRows.all());
        seenVersion = version;
      }
      return seenRevisions;
    },
    async close() {
      await turn;
      currentUntil = -1;
      if (reader.isOpen) reader.close();
      if (writer.isOpen) writer.close();
    },
  };
}

function readRevisions(rows: Record<string, unknown>[]): Revisions {
  const revisions = { knowledge: 0, readers: 0, keys: 0, sessions: 0, sites: 0, votes: 0 };
  for (const { topic, number } of rows) {
    if (isTopic(topic, revisions) && typeof number === 'number') revisions[topic] = number;
  }
  return revisions;
}

function isTopic<Known extends object>(topic: unknown, known: Known): topic is keyof Known {
  return typeof topic === 'string' && Object.hasOwn(known, topic);
}

/** Tries `work` until the lock is free. In between the event loop runs, so that readers are served. */
async function withLock(work: () => void): Promise<void> {
  const end = performance.now() + lockPatience;
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error)) throw error;
      if (performance.now() >= end) throw new StoreBusy('Another process holds the database.');
    }
    await delay(lockPause);
  }
}

const sqliteBusy = 5;

function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === sqliteBusy
  );
}
