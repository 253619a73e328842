import { DatabaseSync } from 'node:sqlite';

/** A connection of its own for a worker thread: it reads what is committed and can write nothing but temporary tables. */
export function openSqliteReader(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 1_000 });
  // 64 MB: a search touches pages all over the index.
  database.exec('pragma temp_store = memory; pragma cache_size = -64000;');
  return database;
}
